package io.mastic.server.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/** Replaces {@code ${key}}, {@code ${key, 'default'}} and the literals {@code ${*}}, {@code ${?}}, {@code ${$}}. */
final class PolicyVariables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)\\}");
    private static final Pattern WITH_DEFAULT = Pattern.compile("\\s*([^,\\s]+)\\s*,\\s*'([^']*)'\\s*");

    private PolicyVariables() {}

    /**
     * @param wildcards whether the result is a pattern, in which literal wildcards must be told apart
     * @return empty if a variable has no value: such a text matches nothing
     */
    static Optional<String> replaced(String text, PolicyRequest request, boolean wildcards) {
        if (!text.contains("${")) {
            return Optional.of(text);
        }
        var result = new StringBuilder();
        var found = VARIABLE.matcher(text);
        int end = 0;
        while (found.find()) {
            result.append(text, end, found.start());
            var value = value(found.group(1), request);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            result.append(wildcards ? literal(value.orElseThrow()) : value.orElseThrow());
            end = found.end();
        }
        return Optional.of(result.append(text, end, text.length()).toString());
    }

    private static Optional<String> value(String name, PolicyRequest request) {
        if (name.equals("*") || name.equals("?") || name.equals("$")) {
            return Optional.of(name);
        }
        var defaulted = WITH_DEFAULT.matcher(name);
        return defaulted.matches()
                ? request.variable(defaulted.group(1)).or(() -> Optional.of(defaulted.group(2)))
                : request.variable(name.strip());
    }

    /** A value is never a pattern: a user named {@code *} must not match everything. */
    private static String literal(String value) {
        return value.replace("*", Wildcards.LITERAL + "*").replace("?", Wildcards.LITERAL + "?");
    }
}
