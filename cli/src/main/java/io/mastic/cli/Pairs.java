package io.mastic.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Values of a repeated option of the form {@code NAME=VALUE}; the first = ends the name. */
final class Pairs {
    private Pairs() {}

    static Map<String, String> of(List<String> given, String option, CommandSpec command) {
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : given) {
            int separator = pair.indexOf('=');
            if (separator < 1) {
                throw new ParameterException(command.commandLine(), option + ", not " + pair);
            }
            pairs.put(pair.substring(0, separator), pair.substring(separator + 1));
        }
        return pairs;
    }
}
