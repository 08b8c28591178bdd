#!/bin/sh
# Removes what install.sh has put below ~/.local, or below the folder in $PREFIX. Your data
# and backups stay.
set -eu

prefix=${PREFIX:-$HOME/.local}
case $(cd "$(dirname "$0")" && pwd) in
*/lib/seatkeeper) prefix=$(cd "$(dirname "$0")/../.." && pwd) ;; # the installed copy of this script
esac
own=$prefix/lib/seatkeeper
[ -e "$own/files" ] || {
	echo "uninstall.sh: Seatkeeper is not installed in $prefix" >&2
	exit 1
}
cd "$prefix"
while read -r file; do
	rm -f "$file"
	# Folders that are empty now were ours or are of no use.
	rmdir -p "$(dirname "$file")" 2>/dev/null || true
done <"$own/files"
rm -f "$own/files" "$own/uninstall.sh"
rmdir -p lib/seatkeeper 2>/dev/null || true
if [ "${1:-}" != --quiet ]; then
	for refresh in "update-desktop-database share/applications" "update-mime-database share/mime"; do
		# shellcheck disable=SC2086 # words on purpose
		set -- $refresh
		if command -v "$1" >/dev/null 2>&1 && [ -d "$2" ]; then "$@" >/dev/null 2>&1 || true; fi
	done
	echo "Seatkeeper is removed. Your data stay in ${XDG_DATA_HOME:-$HOME/.local/share}/seatkeeper"
fi
