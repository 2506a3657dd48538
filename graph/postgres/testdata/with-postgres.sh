#!/bin/sh
# with-postgres.sh COMMAND...   runs COMMAND with DATELINE_TEST_POSTGRES set to
# the URL of a private PostgreSQL server on a loopback port, which it makes in a
# temporary directory and removes afterwards. Needs PostgreSQL's initdb and
# postgres (as root on Debian it installs them); run as root, the server itself
# runs as the user postgres or nobody, as it refuses to run as root.
set -eu

find_bin() {
	for dir in $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null) ""; do
		tool=${dir:+$dir/}initdb
		if command -v "$tool" >/dev/null 2>&1; then
			dirname "$(command -v "$tool")"
			return
		fi
	done
}

bin=$(find_bin)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	apt-get install -y -q postgresql >&2
	bin=$(find_bin)
fi
if [ -z "$bin" ]; then
	echo "with-postgres.sh: no PostgreSQL here: install the package postgresql" >&2
	exit 1
fi

as=""
if [ "$(id -u)" = 0 ]; then
	user=nobody
	id postgres >/dev/null 2>&1 && user=postgres
	as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi
dir=$(mktemp -d "${TMPDIR:-/tmp}/with-postgres.XXXXXX")
chmod 755 "$dir"
mkdir "$dir/data"
[ -z "$as" ] || chown -R "$user" "$dir"

control() { $as "$bin/pg_ctl" -s -w -D "$dir/data" "$@"; }
stop() {
	control -m fast stop >/dev/null 2>&1 || control -m immediate stop >/dev/null 2>&1 || true
	rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

home=$PWD
cd "$dir"
$as "$bin/initdb" -D "$dir/data" -U dateline -A trust -E UTF8 --locale=C >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
[ -z "$as" ] || chown "$user" "$dir/log"
started=""
for try in 1 2 3 4 5; do # the port may be taken
	port=$((20000 + ($$ * 7 + try * 911) % 40000))
	options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='$dir' -c max_connections=200 ${POSTGRES_OPTIONS:-}"
	if control -l "$dir/log" -o "$options" start; then
		started=yes
		break
	fi
done
[ -n "$started" ] || { cat "$dir/log" >&2; exit 1; }

# Tests stop and start the server as if its machine had failed.
cat >"$dir/control" <<END
#!/bin/sh
do=\$1
[ "\$do" = start ] || set -- -m immediate "\$@"
[ "\$do" = stop ] || set -- -o "$options" "\$@"
exec $as "$bin/pg_ctl" -s -w -D "$dir/data" -l "$dir/log" "\$@"
END
chmod 755 "$dir/control"
cd "$home"
status=0
DATELINE_TEST_POSTGRES="postgres://dateline@127.0.0.1:$port/postgres?sslmode=disable" \
	DATELINE_TEST_POSTGRES_CONTROL="$dir/control" "$@" || status=$?
exit $status
