package io.mastic.model.graph.node;

import io.mastic.model.graph.script.Python;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries of a dictionary that a script passes as options, in order. What is absent is left out. */
final class Entries {
    private final Map<String, Python> entries = new LinkedHashMap<>();

    Entries put(String key, Python value) {
        entries.put(key, value);
        return this;
    }

    /** Sets what the user did not set. */
    Entries putIfAbsent(String key, String value) {
        entries.putIfAbsent(key, Python.text(value));
        return this;
    }

    Entries text(String key, String value) {
        return put(key, Python.text(value));
    }

    Entries text(String key, Optional<String> value) {
        value.ifPresent(text -> text(key, text));
        return this;
    }

    Entries texts(String key, List<String> values) {
        return values.isEmpty() ? this : put(key, Python.texts(values));
    }

    Entries texts(Map<String, String> values) {
        values.forEach(this::text);
        return this;
    }

    Entries number(String key, Optional<? extends Number> value) {
        value.ifPresent(number -> put(key, Python.number(number)));
        return this;
    }

    Entries flag(String key, Optional<Boolean> value) {
        value.ifPresent(flag -> put(key, Python.flag(flag)));
        return this;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Python dict() {
        return Python.dict(entries);
    }
}
