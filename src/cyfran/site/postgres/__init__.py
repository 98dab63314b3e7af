"""Our own launcher for an embedded PostgreSQL: binaries, account, cluster, databases, leases.

`cluster.Cluster` starts and supervises a server as a child process; `shared.lease` shares one
between processes that come and go. Everything goes through a Unix socket; there is no TCP.
"""
