package io.mastic.runtime.metastore;

import com.amazonaws.SdkClientException;
import com.amazonaws.services.glue.AWSGlue;
import com.amazonaws.services.glue.model.AlreadyExistsException;
import io.mastic.runtime.catalog.CatalogClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.jspecify.annotations.Nullable;

/**
 * The Data Catalog of one account, asked by this JVM. Spark asks for one table up to twenty times a statement: answers
 * are kept for a second, and forgotten whenever this JVM changes anything. Thread-safe.
 */
final class CatalogConnection {
    /** The account whose catalog Spark sees, under the name that Glue's own client for Hive has for it. */
    static final String CATALOG_ID = "hive.metastore.glue.catalogid";

    private static final long KEPT_NANOSECONDS = 1_000_000_000L;
    private static final Map<String, CatalogConnection> CONNECTIONS = new ConcurrentHashMap<>();

    private final AWSGlue glue;
    private final @Nullable String catalogId;
    private final Map<String, Kept> answers = new ConcurrentHashMap<>();

    private CatalogConnection(AWSGlue glue, @Nullable String catalogId) {
        this.glue = glue;
        this.catalogId = catalogId;
    }

    private record Kept(Object answer, long until) {}

    static CatalogConnection of(Configuration configuration) {
        String account = configuration.getTrimmed(CATALOG_ID, "");
        return CONNECTIONS.computeIfAbsent(
                account, name -> new CatalogConnection(CatalogClient.fromEnvironment(), name.isEmpty() ? null : name));
    }

    AWSGlue glue() {
        return glue;
    }

    /** Null is the run's own account. */
    @Nullable
    String catalogId() {
        return catalogId;
    }

    /** What the catalog answered within the last second, or answers now. Failures are not kept. */
    @SuppressWarnings("unchecked")
    <T> T kept(String question, Function<AWSGlue, T> ask) {
        Kept kept = answers.get(question);
        long now = System.nanoTime();
        if (kept != null && kept.until - now > 0) {
            return (T) kept.answer;
        }
        T answer = ask.apply(glue);
        answers.values().removeIf(old -> old.until - now <= 0);
        answers.put(question, new Kept(answer, now + KEPT_NANOSECONDS));
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
