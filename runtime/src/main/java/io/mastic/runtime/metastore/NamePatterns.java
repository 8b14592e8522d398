package io.mastic.runtime.metastore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Hive's patterns of names: a star for anything, a bar between alternatives, in any case. */
final class NamePatterns {
    private NamePatterns() {}

    static List<String> matching(List<String> names, String pattern) {
        List<Pattern> alternatives = Arrays.stream(pattern.split("\\|"))
                .map(one -> Pattern.compile(one.trim().replaceAll("(?<!\\.)\\*", ".*"), Pattern.CASE_INSENSITIVE))
                .toList();
        List<String> matching = new ArrayList<>();
        for (String name : names) {
            if (alternatives.stream().anyMatch(one -> one.matcher(name).matches())) {
                matching.add(name);
            }
        }
        return matching;
    }
}
