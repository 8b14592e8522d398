package io.mastic.server.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Holds the number of things that an owner has below a limit without counting them at each creation: a count grants
 * half of what is left, and only when that is used up there is another. What is deleted meanwhile counts again then.
 * Several servers on one database may so exceed a limit, by less than the half of what was left. Thread-safe.
 */
final class Quota {
    private static final int REMEMBERED = 10_000;

    private final String what;
    private final long most;
    private final Map<Object, Long> granted = new ConcurrentHashMap<>();

    /** @param what {@code tables of a database} */
    Quota(String what, long most) {
        this.what = what;
        this.most = most;
    }

    /** @throws io.mastic.protocol.ServiceException if one more would be beyond the limit */
    void take(Object owner, LongSupplier count) {
        if (granted.size() > REMEMBERED) {
            granted.clear();
        }
        granted.compute(owner, (key, left) -> (left == null || left == 0 ? grant(count) : left) - 1);
    }

    private long grant(LongSupplier count) {
        long free = most - count.getAsLong();
        if (free <= 0) {
            throw CatalogErrors.limitExceeded(what, most);
        }
        return Math.max(1, free / 2);
    }
}
