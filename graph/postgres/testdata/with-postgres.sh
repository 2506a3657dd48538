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

server=""
stop() {
	if [ -n "$server" ]; then
		kill -INT "$server" 2>/dev/null || true
		wait "$server" 2>/dev/null || true
	fi
	rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT TERM

cd "$dir"
$as "$bin/initdb" -D "$dir/data" -U dateline -A trust -E UTF8 --locale=C >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; exit 1; }
started=""
for try in 1 2 3 4 5; do
	port=$((20000 + ($$ * 7 + try * 911) % 40000))
	$as "$bin/postgres" -D "$dir/data" -c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories="$dir" \
		-c max_connections=200 ${POSTGRES_OPTIONS:-} >"$dir/postgres.log" 2>&1 &
	server=$!
	for wait in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		if grep -q "ready to accept connections" "$dir/postgres.log"; then
			started=yes
			break
		fi
		kill -0 "$server" 2>/dev/null || break
		sleep 0.3
	done
	[ -z "$started" ] || break
done
if [ -z "$started" ]; then
	cat "$dir/postgres.log" >&2
	exit 1
fi
cd "$OLDPWD"
status=0
DATELINE_TEST_POSTGRES="postgres://dateline@127.0.0.1:$port/postgres?sslmode=disable" DATELINE_TEST_POSTGRES_PID="$server" "$@" || status=$?
exit $status
