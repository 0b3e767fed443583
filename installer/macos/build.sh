#!/bin/sh
# VSM Desktop for macOS: the bundle, its self-test, then a disk image. NOT TESTED YET: written on Linux, for the same spec.
# Needs Python 3.11 or newer and Apple's command line tools. From the repository:  sh installer/macos/build.sh
# The image is signed for this machine only; for others, sign with a developer identity (CODESIGN_IDENTITY) and notarise it.
set -eu
cd "$(dirname "$0")/../.."
python3 installer/build.py folder
version=$(python3 -c "import sys; sys.path.insert(0, 'installer'); import shipping; print(shipping.version())")
app="dist/VSM Desktop.app"
cp icons/document.icns "$app/Contents/Resources/"
codesign --force --deep --sign "${CODESIGN_IDENTITY:--}" "$app"
"$app/Contents/MacOS/vsm-desktop" --self-test
stage=build/dmg
rm -rf "$stage" && mkdir -p "$stage"
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -ov -fs HFS+ -format UDZO -volname "VSM Desktop" -srcfolder "$stage" "dist/vsm-desktop-$version.dmg"
