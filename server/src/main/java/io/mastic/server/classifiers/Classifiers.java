package io.mastic.server.classifiers;

import io.mastic.protocol.Call;
import io.mastic.protocol.ServiceException;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.CatalogScope;
import io.mastic.server.classifiers.ClassifierStore.ClassifierRow;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.Classifier;

/** Classifiers of an account. Version 1 is the first; each update makes the next. */
public final class Classifiers {
    private final ClassifierStore store;

    public Classifiers(Jdbi jdbi) {
        this.store = jdbi.onDemand(ClassifierStore.class);
    }

    private static CatalogScope scope(Call call) {
        return new CatalogScope(call.accountId(), call.region());
    }

    void create(Call call, SdkPojo request) {
        var given = ClassifierConverter.given(request);
        check(given);
        var created = given.created(call.time()).updated(call.time(), 1);
        if (store.insert(row(call, created, 1)) == 0) {
            throw CatalogErrors.exists("Classifier " + given.name());
        }
    }

    private static ClassifierRow row(Call call, ClassifierConverter classifier, long version) {
        return new ClassifierRow(call.accountId(), call.region(), classifier.name(), version, classifier.doc());
    }

    private static void check(ClassifierConverter classifier) {
        var delimiter = classifier.members().path("Delimiter");
        var quote = classifier.members().path("QuoteSymbol");
        if (delimiter.isTextual() && delimiter.equals(quote)) {
            throw CatalogErrors.invalid("The Delimiter and the QuoteSymbol of a CSV classifier must differ");
        }
        if (classifier.members().path("CustomDatatypes").size() > 0
                && !classifier.members().path("CustomDatatypeConfigured").asBoolean()) {
            throw CatalogErrors.invalid("CustomDatatypes need CustomDatatypeConfigured");
        }
    }

    Classifier get(Call call, String name) {
        return ClassifierConverter.toClassifier(row(call, name).doc());
    }

    private ClassifierRow row(Call call, String name) {
        return store.find(scope(call), name).orElseThrow(() -> notFound(name));
    }

    private static ServiceException notFound(String name) {
        return CatalogErrors.notFound("Classifier " + name + " not found.");
    }

    /** By name. */
    List<ClassifierRow> list(Call call, String after, int limit) {
        return store.list(scope(call), after, limit);
    }

    /** Changes the members that are given. */
    void update(Call call, SdkPojo request) {
        var given = ClassifierConverter.given(request);
        var current = row(call, given.name());
        var before = ClassifierConverter.stored(current.doc());
        if (!before.kind().equals(given.kind())) {
            throw CatalogErrors.invalid(
                    "Classifier " + given.name() + " is a " + before.kind() + ", not a " + given.kind());
        }
        var version = current.version() + 1;
        var updated = before.changedBy(given).updated(call.time(), version);
        check(updated);
        if (store.update(row(call, updated, version)) == 0) {
            throw new ServiceException(
                    "VersionMismatchException",
                    400,
                    "Classifier " + given.name() + " was changed by another request meanwhile: repeat the update");
        }
    }

    void delete(Call call, String name) {
        if (store.delete(scope(call), name) == 0) {
            throw notFound(name);
        }
    }
}
