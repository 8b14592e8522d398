package io.mastic.server.tags;

import io.mastic.protocol.ServiceException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Tags of resources. A feature forgets a resource's tags when it deletes the resource. */
public final class Tags {
    private static final int MOST = 50;

    private final Jdbi jdbi;

    public Tags(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Adds tags, replacing those of the same keys; all of them or none. */
    public void add(String arn, Map<String, String> tags) {
        if (tags.isEmpty()) {
            return;
        }
        jdbi.useTransaction(handle -> {
            var store = handle.attach(TagStore.class);
            var all = new HashMap<>(store.tags(arn));
            all.putAll(tags);
            if (all.size() > MOST) {
                throw new ServiceException(
                        "InvalidInputException", 400, "A resource can have at most " + MOST + " tags");
            }
            new TreeMap<>(tags).forEach((name, value) -> store.put(arn, name, value == null ? "" : value));
        });
    }

    public void remove(String arn, List<String> names) {
        if (!names.isEmpty()) {
            jdbi.useExtension(TagStore.class, store -> store.delete(arn, names));
        }
    }

    public Map<String, String> get(String arn) {
        return jdbi.withExtension(TagStore.class, store -> store.tags(arn));
    }

    public void forget(String arn) {
        jdbi.useExtension(TagStore.class, store -> store.deleteAll(arn));
    }

    /** In the transaction that deletes the resource. */
    public void forget(Handle handle, String arn) {
        handle.attach(TagStore.class).deleteAll(arn);
    }

    /** The condition keys of a request that gives tags. */
    public static Map<String, List<String>> conditions(Map<String, String> tags) {
        var conditions = new LinkedHashMap<String, List<String>>();
        tags.forEach((name, value) -> conditions.put("aws:RequestTag/" + name, List.of(value == null ? "" : value)));
        if (!tags.isEmpty()) {
            conditions.put("aws:TagKeys", List.copyOf(tags.keySet()));
        }
        return conditions;
    }
}
