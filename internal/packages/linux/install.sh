#!/bin/sh
# Installs Seatkeeper for whoever runs it, below ~/.local or the folder in $PREFIX. A
# version that is there already is replaced, even while it runs. Data are left alone.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
case $prefix in
/*) ;;
*) prefix=$PWD/$prefix ;;
esac
case $prefix in
*['"`$\']*) echo "install.sh: a menu entry can't name this folder: $prefix" >&2 && exit 1 ;;
esac
own=$prefix/lib/seatkeeper

[ ! -e "$own/files" ] || PREFIX=$prefix sh "$here/uninstall.sh" --quiet
mkdir -p "$own"
cd "$here/files"
find . -type f | sort >"$own/files.new"
mv "$own/files.new" "$own/files"
while read -r file; do
	mkdir -p "$prefix/$(dirname "$file")"
	cp -p "$file" "$prefix/$file.new"
	mv -f "$prefix/$file.new" "$prefix/$file"
done <"$own/files"
cp -p "$here/uninstall.sh" "$own/uninstall.sh"

# The menu may not know ~/.local/bin, so the entry says where the program is.
entry=$prefix/share/applications/app.seatkeeper.desktop
whole=$(printf %s "$prefix/bin/seatkeeper" | sed 's/[&|]/\\&/g; s/%/%%/g')
sed "s|^Exec=seatkeeper|Exec=\"$whole\"|" "$entry" >"$entry.new"
mv "$entry.new" "$entry"

for refresh in "update-desktop-database share/applications" "update-mime-database share/mime" "gtk-update-icon-cache -qtf share/icons/hicolor"; do
	# shellcheck disable=SC2086 # words on purpose
	set -- $refresh
	if command -v "$1" >/dev/null 2>&1; then
		(cd "$prefix" && "$@" >/dev/null 2>&1) || true # the desktop looks again by itself
	fi
done
echo "Seatkeeper {{.Version}} is installed. It is in your menu, and here: $prefix/bin/seatkeeper"
echo "To remove it: sh \"$own/uninstall.sh\""
