package io.mastic.server.classifiers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.catalog.Documents;
import java.math.BigDecimal;
import java.time.Instant;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.Classifier;

/**
 * Between requests and the classifiers that are shown: one of four kinds, each under a member of its own, with the
 * same members in all of these types.
 *
 * @param kind {@code CsvClassifier}
 * @param members as JSON
 */
record ClassifierConverter(String kind, ObjectNode members) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a request gives, which is of exactly one kind. */
    static ClassifierConverter given(SdkPojo request) {
        var tree = tree(Documents.write(request));
        if (tree.size() != 1) {
            throw CatalogErrors.invalid(
                    "Give exactly one of GrokClassifier, XMLClassifier, JsonClassifier and CsvClassifier");
        }
        return ofTree(tree);
    }

    static ClassifierConverter stored(String doc) {
        return ofTree(tree(doc));
    }

    private static ClassifierConverter ofTree(ObjectNode tree) {
        var entry = tree.properties().iterator().next();
        return new ClassifierConverter(entry.getKey(), (ObjectNode) entry.getValue());
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return members.path("Name").asText();
    }

    /** This with the members of another, which win. */
    ClassifierConverter changedBy(ClassifierConverter other) {
        var changed = members.deepCopy();
        changed.setAll(other.members());
        return new ClassifierConverter(kind, changed);
    }

    ClassifierConverter created(Instant time) {
        return with("CreationTime", time);
    }

    ClassifierConverter updated(Instant time, long version) {
        var result = with("LastUpdated", time);
        result.members().put("Version", version);
        return result;
    }

    private ClassifierConverter with(String member, Instant time) {
        var changed = members.deepCopy();
        changed.put(member, BigDecimal.valueOf(time.toEpochMilli(), 3));
        return new ClassifierConverter(kind, changed);
    }

    String doc() {
        return MAPPER.createObjectNode().set(kind, members).toString();
    }

    static Classifier toClassifier(String doc) {
        return Documents.read(doc, Classifier.class);
    }
}
