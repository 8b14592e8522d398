package io.mastic.server.launch;

import org.jdbi.v3.core.Jdbi;

/** The system users of accounts: each keeps its number, also on a later server. Thread-safe. */
public final class DriverUsers {
    private static final int ATTEMPTS = 100;

    private final DriverUserStore store;
    private final int firstUid;

    /** @param firstUid what an account's number is added to */
    public DriverUsers(Jdbi jdbi, int firstUid) {
        this.store = jdbi.onDemand(DriverUserStore.class);
        this.firstUid = firstUid;
    }

    public DriverUser of(String accountId) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var number = store.number(accountId);
            if (number.isPresent()) {
                return new DriverUser(Math.addExact(firstUid, number.orElseThrow()));
            }
            // Another server may take the number at the same moment.
            store.insert(accountId, store.next());
        }
        throw new IllegalStateException("Account " + accountId + " got no number of a system user");
    }
}
