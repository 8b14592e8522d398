package io.mastic.model.graph.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The settings of a job in the editor's document, under {@code jobConfig}: flat, with names for arguments of the job. */
final class StudioSettings {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ARGUMENTS = "DefaultArguments";
    private static final String FLEX = "FLEX";
    private static final String NO_SECURITY = "none";

    /** Members of the same value, and where the API has them. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("name", "/Name"),
            Map.entry("description", "/Description"),
            Map.entry("role", "/Role"),
            Map.entry("command", "/Command/Name"),
            Map.entry("runtime", "/Command/Runtime"),
            Map.entry("version", "/GlueVersion"),
            Map.entry("workerType", "/WorkerType"),
            Map.entry("numberOfWorkers", "/NumberOfWorkers"),
            Map.entry("maxCapacity", "/MaxCapacity"),
            Map.entry("jobRunQueuingEnabled", "/JobRunQueuingEnabled"),
            Map.entry("maxRetries", "/MaxRetries"),
            Map.entry("timeout", "/Timeout"),
            Map.entry("maxConcurrentRuns", "/ExecutionProperty/MaxConcurrentRuns"),
            Map.entry("maintenanceWindow", "/MaintenanceWindow"),
            Map.entry("connectionsList", "/Connections/Connections"));

    /** Arguments that are true or not there. */
    private static final Map<String, String> FLAGS = Map.of(
            "spark", "--enable-spark-ui",
            "logging", "--enable-continuous-cloudwatch-log",
            "glueHiveMetastore", "--enable-glue-datacatalog",
            "etlAutoTuning", "--enable-job-insights",
            "metrics", "--enable-metrics",
            "observabilityMetrics", "--enable-observability-metrics");

    /** Arguments of a text, which is empty if they are not there. */
    private static final Map<String, String> TEXTS = Map.of(
            "temporaryDirectory", "--TempDir",
            "pythonPath", "--extra-py-files",
            "dependentPath", "--extra-jars",
            "additionalPythonModules", "--additional-python-modules",
            "bookmark", "--job-bookmark-option",
            "sparkPath", "--spark-event-logs-path");

    private static final Map<String, String> MODES =
            Map.of("VISUAL_MODE", "VISUAL", "DEVELOPER_MODE", "SCRIPT", "NOTEBOOK_MODE", "NOTEBOOK");
    private static final String LANGUAGE = "--job-language";
    private static final String PYTHON = "python-";
    private static final String SCALA = "scala-2";
    /** What other members say already. */
    private static final Set<String> NOTES =
            Set.of("createdOn", "developerMode", "sparkConfiguration", "minFlexWorkers");

    private StudioSettings() {}

    static ObjectNode read(JsonNode settings) {
        var job = JSON.objectNode();
        var arguments = JSON.objectNode();
        settings.properties().stream()
                .filter(entry -> !entry.getValue().isNull() && !NOTES.contains(entry.getKey()))
                .forEach(entry -> setting(entry.getKey(), entry.getValue(), job, arguments));
        script(settings, job);
        if (job.has("WorkerType")) {
            // The editor writes both, of which the API takes one.
            job.remove("MaxCapacity");
        }
        if (!arguments.isEmpty()) {
            job.set(ARGUMENTS, arguments);
        }
        return job;
    }

    private static void setting(String name, JsonNode value, ObjectNode job, ObjectNode arguments) {
        if (SAME.containsKey(name)) {
            same(SAME.get(name), value, job);
        } else if (FLAGS.containsKey(name)) {
            if (value.asBoolean()) {
                arguments.put(FLAGS.get(name), "true");
            }
        } else if (TEXTS.containsKey(name)) {
            if (!value.asText().isEmpty()) {
                arguments.set(TEXTS.get(name), value);
            }
        } else {
            switch (name) {
                case "scriptName", "scriptLocation" -> {}
                case "jobMode" -> job.put("JobMode", MODES.getOrDefault(value.asText(), value.asText()));
                case "flexExecution" -> job.put("ExecutionClass", value.asBoolean() ? FLEX : "STANDARD");
                case "language" -> language(value.asText(), job, arguments);
                case "security" -> {
                    if (!value.asText().equals(NO_SECURITY)) {
                        job.set("SecurityConfiguration", value);
                    }
                }
                case "jobParameters" -> arguments.setAll(pairs(value));
                case "tags" -> {
                    if (!value.isEmpty()) {
                        job.set("Tags", pairs(value));
                    }
                }
                default -> job.set(Casing.raised(name), value);
            }
        }
    }

    private static void same(String pointer, JsonNode value, ObjectNode job) {
        var names = pointer.substring(1).split("/");
        boolean isEmptyList = value.isArray() && value.isEmpty();
        if (names.length == 1) {
            job.set(names[0], value);
        } else if (!isEmptyList) {
            job.withObject("/" + names[0]).set(names[1], value);
        }
    }

    /** Python is what a job without the argument has. */
    private static void language(String language, ObjectNode job, ObjectNode arguments) {
        if (language.startsWith(PYTHON)) {
            job.withObject("/Command").put("PythonVersion", language.substring(PYTHON.length()));
        } else {
            arguments.put(LANGUAGE, language.equals(SCALA) ? "scala" : language);
        }
    }

    private static void script(JsonNode settings, ObjectNode job) {
        var folder = settings.path("scriptLocation").asText();
        var name = settings.path("scriptName").asText();
        if (!folder.isEmpty()) {
            boolean isWhole = !folder.endsWith("/") && (name.isEmpty() || folder.endsWith("/" + name));
            var separator = folder.endsWith("/") ? "" : "/";
            job.withObject("/Command").put("ScriptLocation", isWhole ? folder : folder + separator + name);
        }
    }

    private static ObjectNode pairs(JsonNode list) {
        var map = JSON.objectNode();
        list.forEach(
                pair -> map.put(pair.path("key").asText(), pair.path("value").asText()));
        return map;
    }

    static ObjectNode write(ObjectNode job, boolean visual) {
        var settings = JSON.objectNode();
        var written = new HashSet<>(Set.of(ARGUMENTS, JobDocument.NODES, "JobMode"));
        SAME.forEach((name, pointer) -> {
            written.add(pointer.split("/")[1]);
            var value = job.at(pointer);
            if (!value.isMissingNode()) {
                settings.set(name, value);
            }
        });
        var command = job.path("Command");
        var location = command.path("ScriptLocation").asText();
        int name = location.lastIndexOf('/') + 1;
        settings.put("scriptLocation", location.substring(0, name)).put("scriptName", location.substring(name));
        var mode = job.path("JobMode").asText(visual ? "VISUAL" : "SCRIPT");
        settings.put("jobMode", key(MODES, mode)).put("developerMode", mode.equals("SCRIPT"));
        settings.put("security", job.path("SecurityConfiguration").asText(NO_SECURITY));
        written.add("SecurityConfiguration");
        if (job.has("ExecutionClass")) {
            settings.put("flexExecution", job.path("ExecutionClass").asText().equals(FLEX));
        }
        written.add("ExecutionClass");
        settings.set("tags", pairs(job.path("Tags").properties()));
        written.add("Tags");
        arguments(job.path(ARGUMENTS), command.path("PythonVersion").asText("3"), settings);
        job.properties().stream()
                .filter(entry -> !written.contains(entry.getKey()))
                .forEach(entry -> settings.set(Casing.lowered(entry.getKey()), entry.getValue()));
        return settings;
    }

    private static void arguments(JsonNode arguments, String python, ObjectNode settings) {
        var others = new LinkedHashMap<String, JsonNode>();
        arguments.properties().forEach(entry -> others.put(entry.getKey(), entry.getValue()));
        FLAGS.forEach((name, argument) -> {
            var value = others.remove(argument);
            settings.put(name, value != null && !value.asText().equals("false"));
        });
        TEXTS.forEach((name, argument) -> {
            var value = others.remove(argument);
            if (value != null) {
                settings.set(name, value);
            }
        });
        if (arguments.path(LANGUAGE).asText().equals("scala")) {
            others.remove(LANGUAGE);
            settings.put("language", SCALA);
        } else {
            settings.put("language", PYTHON + python);
        }
        settings.set("jobParameters", pairs(others.entrySet()));
    }

    private static ArrayNode pairs(Set<Map.Entry<String, JsonNode>> entries) {
        var list = JSON.arrayNode();
        entries.forEach(entry -> list.addObject()
                .put("key", entry.getKey())
                .put("value", entry.getValue().asText())
                .put("existing", false));
        return list;
    }

    private static String key(Map<String, String> map, String value) {
        return map.entrySet().stream()
                .filter(entry -> entry.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(value);
    }
}
