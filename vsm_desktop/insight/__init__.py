"""What a value stream tells: findings, comparison, sensitivity, plan and glide path.

Nothing stands here yet but the charter: it may use model, metrics and edit, and speaks in values that the drawing
shows as marks.
"""
