package io.mastic.server.catalog;

import io.mastic.protocol.ServiceException;
import io.mastic.server.catalog.CatalogStore.TableRow;
import io.mastic.server.catalog.PartitionStore.PartitionRow;
import io.mastic.server.catalog.PartitionStore.Segment;
import io.mastic.server.catalog.PartitionStore.StoredPartition;
import io.mastic.server.catalog.Tables.Page;
import io.mastic.server.store.StoreErrors;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** The partitions of tables. */
public final class Partitions {
    private static final int SEGMENTS = 2520;

    private final Jdbi jdbi;
    private final Tables tables;
    private final Quota quota;
    private final Clock clock;

    /** With the limits that AWS has. */
    public Partitions(Jdbi jdbi, Tables tables, Clock clock) {
        this(jdbi, tables, CatalogConfig.ofAws(), clock);
    }

    public Partitions(Jdbi jdbi, Tables tables, CatalogConfig config, Clock clock) {
        this.jdbi = jdbi;
        this.quota = new Quota("partitions of a table", config.partitions());
        this.tables = tables;
        this.clock = clock;
    }

    /** A table that is worked on, read once for all partitions of a request. */
    record Target(TableRow row, PartitionKeys keys) {
        long id() {
            return row.id();
        }
    }

    Target target(CatalogScope scope, String database, String table) {
        var row = tables.row(scope, database, table);
        return new Target(
                row,
                PartitionKeys.of(Documents.read(row.doc(), software.amazon.awssdk.services.glue.model.Table.class)));
    }

    void create(Target target, PartitionInput input) {
        createAll(target, List.of(input)).values().stream().findFirst().ifPresent(error -> {
            throw error;
        });
    }

    /** Each partition succeeds or fails by itself, all in one transaction. */
    Map<List<String>, ServiceException> createAll(Target target, List<PartitionInput> inputs) {
        keepDescriptors(target, inputs);
        var errors = new LinkedHashMap<List<String>, ServiceException>();
        // Two requests that make the same partitions wait for each other in one order, not in a circle.
        var ordered = inputs.stream()
                .sorted(Comparator.comparing(input -> PartitionKeys.sortKey(input.values())))
                .toList();
        jdbi.useTransaction(handle -> {
            var store = new PartitionStore(handle);
            for (var input : ordered) {
                try {
                    insert(store, target, input);
                } catch (ServiceException e) {
                    errors.put(input.values(), e);
                }
            }
        });
        return errors;
    }

    /** Descriptors are told apart by their content: one that is kept stays right, whatever becomes of the partition. */
    private void keepDescriptors(Target target, List<PartitionInput> inputs) {
        var shared = inputs.stream()
                .map(PartitionInput::storageDescriptor)
                .filter(Objects::nonNull)
                .map(Partitions::shared)
                .collect(Collectors.toMap(Partitions::hash, Function.identity(), (first, second) -> first));
        jdbi.useHandle(handle -> {
            var store = new PartitionStore(handle);
            shared.keySet()
                    .removeAll(store.descriptors(target.id(), shared.keySet()).keySet());
            shared.forEach((hash, doc) -> store.keepDescriptor(target.id(), hash, doc));
        });
    }

    private void insert(PartitionStore store, Target target, PartitionInput input) {
        quota.take(target.id(), () -> store.count(target.id()));
        if (!store.insert(target.id(), row(target, input, clock.instant()))) {
            throw CatalogErrors.exists("Partition");
        }
    }

    private static PartitionRow row(Target target, PartitionInput input, Instant created) {
        var values = input.values();
        target.keys().check(values);
        var sortKey = PartitionKeys.sortKey(values);
        var numbers = new ArrayList<@Nullable BigDecimal>();
        for (int i = 0; i < values.size(); i++) {
            numbers.add(PartitionKeys.number(target.keys().keys().get(i).kind(), values.get(i))
                    .orElse(null));
        }
        var doc = Documents.as(input, Partition.class).toBuilder()
                .values((List<String>) null)
                .storageDescriptor((StorageDescriptor) null)
                .creationTime(created)
                .build();
        var descriptor = Optional.ofNullable(input.storageDescriptor());
        return new PartitionRow(
                sortKey,
                Math.floorMod(sortKey.hashCode() * 0x9E3779B1, SEGMENTS),
                values,
                numbers,
                descriptor.map(given -> hash(shared(given))).orElse(null),
                descriptor.map(StorageDescriptor::location).orElse(null),
                Documents.write(doc));
    }

    private static String shared(StorageDescriptor descriptor) {
        return Documents.write(
                Tables.completed(descriptor).toBuilder().location(null).build());
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Partition get(Target target, List<String> values) {
        return find(target, List.of(values)).stream().findFirst().orElseThrow(CatalogErrors::partitionNotFound);
    }

    /** Those of the values that exist. */
    List<Partition> find(Target target, List<List<String>> wanted) {
        wanted.forEach(target.keys()::check);
        return jdbi.withHandle(handle -> {
            var store = new PartitionStore(handle);
            var found = wanted.stream()
                    .flatMap(values -> store.find(target.id(), PartitionKeys.sortKey(values)).stream())
                    .toList();
            return shown(store, target, found, false);
        });
    }

    Page<Partition> list(
            Target target,
            @Nullable String expression,
            @Nullable Segment segment,
            boolean withoutColumns,
            String after,
            int limit) {
        var condition =
                expression == null || expression.isBlank() ? null : PartitionExpression.of(expression, target.keys());
        return jdbi.withHandle(handle -> {
            var store = new PartitionStore(handle);
            var found = store.list(target.id(), after, condition, segment, limit + 1);
            var page = found.size() > limit ? found.subList(0, limit) : found;
            var last = found.size() > limit ? Optional.of(page.get(limit - 1).sortKey()) : Optional.<String>empty();
            return new Page<>(shown(store, target, page, withoutColumns), last);
        });
    }

    private static List<Partition> shown(
            PartitionStore store, Target target, List<StoredPartition> rows, boolean withoutColumns) {
        var hashes = rows.stream()
                .map(StoredPartition::descriptorHash)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var descriptors = new HashMap<String, StorageDescriptor>();
        store.descriptors(target.id(), hashes).forEach((hash, doc) -> {
            var descriptor = Documents.read(doc, StorageDescriptor.class);
            descriptors.put(
                    hash,
                    withoutColumns ? descriptor.toBuilder().columns(List.of()).build() : descriptor);
        });
        return rows.stream().map(row -> shown(target, row, descriptors)).toList();
    }

    private static Partition shown(Target target, StoredPartition row, Map<String, StorageDescriptor> descriptors) {
        var shared = row.descriptorHash() == null ? null : descriptors.get(row.descriptorHash());
        return Documents.read(row.doc(), Partition.class).toBuilder()
                .values(PartitionKeys.values(row.sortKey()))
                .catalogId(target.row().accountId())
                .databaseName(target.row().databaseName())
                .tableName(target.row().name())
                .storageDescriptor(
                        shared == null
                                ? null
                                : shared.toBuilder().location(row.location()).build())
                .build();
    }

    /** The new values may differ from the old: then the partition moves, unless another has them. */
    void update(Target target, List<String> old, PartitionInput input) {
        var current = get(target, old);
        var row = row(target, input, current.creationTime());
        keepDescriptors(target, List.of(input));
        try {
            int updated = jdbi.withHandle(
                    handle -> new PartitionStore(handle).update(target.id(), PartitionKeys.sortKey(old), row));
            if (updated == 0) {
                throw CatalogErrors.partitionNotFound();
            }
        } catch (UnableToExecuteStatementException e) {
            if (StoreErrors.isUniqueViolation(e)) {
                throw CatalogErrors.exists("Partition");
            }
            throw e;
        }
    }

    void delete(Target target, List<String> values) {
        target.keys().check(values);
        int deleted = jdbi.withHandle(
                handle -> new PartitionStore(handle).delete(target.id(), PartitionKeys.sortKey(values)));
        if (deleted == 0) {
            throw CatalogErrors.partitionNotFound();
        }
    }
}
