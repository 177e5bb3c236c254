"""Looks for a way out: the loopback of the machine, a name server, any network."""

# attacks: lock_race

import socket

PLACES = (("127.0.0.1", 22), ("127.0.0.1", 80), ("127.0.0.53", 53), ("1.1.1.1", 53), ("::1", 22))


def reached():
    links = attempt(socket.if_nameindex) or []
    if any(name != "lo" for _, name in links):
        return links
    for host, port in PLACES:
        try:
            with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as line:
                line.settimeout(5)
                line.connect((host, port))
        except OSError:
            continue
        return host
    try:
        return socket.getaddrinfo("example.org", 80)
    except OSError:
        return None


found = reached()
assert not found, found
