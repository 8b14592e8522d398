package io.mastic.runtime.metastore;

import com.amazonaws.SdkClientException;
import com.amazonaws.services.glue.AWSGlue;
import com.amazonaws.services.glue.model.AlreadyExistsException;
import io.mastic.runtime.catalog.CatalogClient;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.jspecify.annotations.Nullable;

/**
 * The Data Catalog of one account, asked by this JVM. Spark asks for one table up to twenty times a statement: answers
 * are kept for a second, or for as long as the settings of Glue's own client say, and forgotten whenever this JVM
 * changes anything. Thread-safe.
 *
 * @see <a href="https://github.com/awslabs/aws-glue-data-catalog-client-for-apache-hive-metastore">Glue's client</a>
 */
final class CatalogConnection {
    /** The account whose catalog Spark sees, under the name that Glue's own client for Hive has for it. */
    static final String CATALOG_ID = "hive.metastore.glue.catalogid";

    private static final long KEPT_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);
    private static final Map<String, CatalogConnection> CONNECTIONS = new ConcurrentHashMap<>();

    private final AWSGlue glue;
    private final @Nullable String catalogId;
    private final Map<Kind, Long> keptNanoseconds;
    private final Map<String, Kept> answers = new ConcurrentHashMap<>();

    private CatalogConnection(AWSGlue glue, @Nullable String catalogId, Map<Kind, Long> keptNanoseconds) {
        this.glue = glue;
        this.catalogId = catalogId;
        this.keptNanoseconds = keptNanoseconds;
    }

    /** What is kept, by the name that it has in the settings. */
    enum Kind {
        DATABASE("db"),
        TABLE("table");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        private long nanoseconds(Configuration configuration) {
            String prefix = "aws.glue.cache." + name;
            return configuration.getBoolean(prefix + ".enable", false)
                    ? TimeUnit.MINUTES.toNanos(configuration.getLong(prefix + ".ttl-mins", 30))
                    : KEPT_NANOSECONDS;
        }
    }

    private record Kept(Object answer, long until) {}

    static CatalogConnection of(Configuration configuration) {
        String account = configuration.getTrimmed(CATALOG_ID, "");
        return CONNECTIONS.computeIfAbsent(
                account,
                name -> new CatalogConnection(
                        CatalogClient.fromEnvironment(),
                        name.isEmpty() ? null : name,
                        Arrays.stream(Kind.values())
                                .collect(Collectors.toMap(kind -> kind, kind -> kind.nanoseconds(configuration)))));
    }

    AWSGlue glue() {
        return glue;
    }

    /** Null is the run's own account. */
    @Nullable
    String catalogId() {
        return catalogId;
    }

    /** What the catalog answered a moment ago, or answers now. Failures are not kept. */
    @SuppressWarnings("unchecked")
    <T> T kept(Kind kind, String name, Function<AWSGlue, T> ask) {
        String question = kind + " " + name;
        Kept kept = answers.get(question);
        long now = System.nanoTime();
        if (kept != null && kept.until - now > 0) {
            return (T) kept.answer;
        }
        T answer = ask.apply(glue);
        answers.values().removeIf(old -> old.until - now <= 0);
        answers.put(question, new Kept(answer, now + keptNanoseconds.getOrDefault(kind, KEPT_NANOSECONDS)));
        return answer;
    }

    /**
     * @throws MetaException with AWS's code and text
     */
    <T> T ask(Function<AWSGlue, T> question) throws MetaException {
        try {
            return question.apply(glue);
        } catch (SdkClientException e) {
            throw MetastoreErrors.meta(e);
        }
    }

    /**
     * @throws MetaException with AWS's code and text; what exists already is Hive's own exception, undeclared
     */
    <T> T change(Function<AWSGlue, T> change) throws MetaException {
        try {
            return change.apply(glue);
        } catch (AlreadyExistsException e) {
            throw MetastoreErrors.<RuntimeException>undeclared(
                    new org.apache.hadoop.hive.metastore.api.AlreadyExistsException(MetastoreErrors.text(e)));
        } catch (SdkClientException e) {
            throw MetastoreErrors.meta(e);
        } finally {
            answers.clear();
        }
    }
}
