package io.mastic.server.connections;

import io.mastic.server.catalog.CatalogErrors;
import java.util.List;
import java.util.Optional;

/** Where a connection leads, as far as a test opens it. */
sealed interface ConnectionTarget {
    void openBy(ConnectionTest test);

    /** A host and port. */
    record Address(String host, int port) {
        public Address {
            if (host.isBlank() || port < 1 || port > 65_535) {
                throw CatalogErrors.invalid("The connection's address is no host and port: " + host + ":" + port);
            }
        }
    }

    /** A service that is reached at one of its addresses; who signs in there is not tried. */
    record Reached(List<Address> addresses) implements ConnectionTarget {
        public Reached {
            addresses = List.copyOf(addresses);
        }

        @Override
        public void openBy(ConnectionTest test) {
            test.reach(this);
        }
    }

    /** A PostgreSQL database that is signed in to. */
    record Postgres(Address address, String database, Optional<String> user, Optional<String> password, boolean tls)
            implements ConnectionTarget {
        @Override
        public void openBy(ConnectionTest test) {
            test.signIn(this);
        }

        @Override
        public String toString() {
            return "Postgres[" + address + "/" + database + "]";
        }
    }
}
