package io.mastic.model.graph.script;

import io.mastic.model.graph.script.NodeScript.Parent;
import io.mastic.model.graph.script.Python.Item;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The script of a visual job while its nodes write it: imports, functions, the job's start, a block per node, the
 * commit. The same nodes in the same order make the same text.
 */
public final class JobScript {
    private static final List<String> IMPORTS = List.of(
            "import sys",
            "from awsglue.transforms import *",
            "from awsglue.utils import getResolvedOptions",
            "from pyspark.context import SparkContext",
            "from awsglue.context import GlueContext",
            "from awsglue.job import Job");
    private static final String INDENT = "    ";
    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

    private final boolean streaming;
    private final Set<Import> imports = EnumSet.noneOf(Import.class);
    private final Set<String> modules = new TreeSet<>();
    private final Set<ScriptFunction> bundled = EnumSet.noneOf(ScriptFunction.class);
    private final Map<String, List<String>> functions = new LinkedHashMap<>();
    private final List<String> constants = new ArrayList<>();
    private final List<String> blocks = new ArrayList<>();
    private final List<String> end = new ArrayList<>();
    private Optional<Stream> stream = Optional.empty();
    private boolean temporaryFolder;

    /** The stream that the job reads, and how its batches are cut. */
    private record Stream(String variable, List<String> read, Map<String, Python> options) {}

    /** @param streaming whether the job is a streaming job: then all nodes work on one batch of its stream at a time */
    public JobScript(boolean streaming) {
        this.streaming = streaming;
        this.temporaryFolder = streaming;
    }

    boolean isStreaming() {
        return streaming;
    }

    void needTemporaryFolder() {
        temporaryFolder = true;
    }

    void need(Import line) {
        imports.add(line);
    }

    void needModule(String module) {
        modules.add(module);
    }

    void need(ScriptFunction function) {
        bundled.add(function);
        imports.addAll(function.imports());
    }

    void constant(String name, Python value) {
        constants.addAll(Statements.assignment(name, value));
    }

    void atEnd(List<String> statement) {
        end.addAll(statement);
    }

    void stream(String variable, Python read, Map<String, Python> options) {
        need(Import.DYNAMIC_FRAME);
        stream = Optional.of(new Stream(variable, Statements.assignment(variable, read), options));
    }

    String function(String name, String signature, String body, String nodeId) {
        var code = new ArrayList<String>();
        // A file cannot hold half of a surrogate pair.
        HALF_PAIR
                .matcher(body.stripIndent())
                .replaceAll(half -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) half.group().charAt(0)))
                .lines()
                .forEach(line -> code.add(line.isBlank() ? "" : INDENT + line));
        var taken = functions.get("def " + name + signature + ":");
        var unique = taken == null || taken.equals(code) ? name : name + "_" + nodeId.replace("-", "");
        functions.put("def " + unique + signature + ":", code);
        return unique;
    }

    /** Adds a node's block. */
    public void add(String nodeId, String nodeName, String variable, List<Parent> parents, Consumer<NodeScript> node) {
        var block = new NodeScript(this, nodeId, variable, parents);
        node.accept(block);
        blocks.add("");
        blocks.add("# Script generated for node " + nodeName.replaceAll("[\\p{Cntrl}\\p{Cs}]", " "));
        if (!streaming) {
            blocks.addAll(constants);
            constants.clear();
        }
        blocks.addAll(block.lines());
    }

    /** The whole script. */
    public String text() {
        var lines = new ArrayList<>(IMPORTS);
        imports.forEach(line -> lines.add(line.line()));
        modules.forEach(module -> lines.add("import " + module));
        bundled.forEach(function -> {
            lines.add("");
            lines.addAll(function.lines());
        });
        functions.forEach((definition, body) -> {
            lines.add("");
            lines.add(definition);
            lines.addAll(body);
        });
        lines.add("");
        lines.addAll(start());
        if (!end.isEmpty()) {
            blocks.add("");
            blocks.addAll(end);
            end.clear();
        }
        stream.ifPresentOrElse(read -> lines.addAll(batches(read)), () -> lines.addAll(blocks));
        lines.add("");
        lines.add("job.commit()");
        return String.join("\n", lines) + "\n";
    }

    private List<String> start() {
        var resolved = temporaryFolder ? List.of("JOB_NAME", "TempDir") : List.of("JOB_NAME");
        return List.of(
                "args = getResolvedOptions(sys.argv, " + Python.texts(resolved).inline() + ")",
                "sc = SparkContext.getOrCreate()",
                "glueContext = GlueContext(sc)",
                "spark = glueContext.spark_session",
                "job = Job(glueContext)",
                "job.init(args[\"JOB_NAME\"], args)");
    }

    private List<String> batches(Stream read) {
        var lines = new ArrayList<>(constants);
        lines.add("");
        lines.addAll(read.read());
        lines.add("");
        lines.add("");
        lines.add("def processBatch(data_frame, batchId):");
        lines.add(INDENT + "if data_frame.count() > 0:");
        blocks.stream().skip(1).forEach(line -> lines.add(line.isEmpty() ? "" : INDENT + INDENT + line));
        lines.add("");
        lines.add("");
        var options = new LinkedHashMap<>(read.options());
        options.put(
                "checkpointLocation", Python.name("args[\"TempDir\"] + \"/\" + args[\"JOB_NAME\"] + \"/checkpoint/\""));
        lines.addAll(Statements.expression(Python.call(
                "glueContext.forEachBatch",
                Item.named("frame", Python.name(read.variable())),
                Item.named("batch_function", Python.name("processBatch")),
                Item.named("options", Python.dict(options)))));
        return lines;
    }
}
