package io.mastic.model.graph.library;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mastic.model.graph.Problem;
import io.mastic.model.graph.node.NodeCheck;
import io.mastic.model.graph.node.TableSchemas;
import io.mastic.model.graph.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A transform of the library: a document describes it, a module of its function's name has its face in Python, and a class of
 * the runtime does it.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/edit-jobs-transforms.html">AWS</a>
 */
public enum LibraryTransform {
    ADD_CURRENT_TIMESTAMP("gs_now", "AddCurrentTimestamp", LibrarySchemas::timestamp, LibraryChecks::nothing),
    ARRAY_TO_COLUMNS("gs_array_to_cols", "ArrayToColumns", LibrarySchemas::elements, LibraryChecks::elements),
    AUTOBALANCE_PROCESSING("gs_repartition", "AutobalanceProcessing", LibrarySchemas::same, LibraryChecks::nothing),
    CONCATENATE_COLUMNS("gs_concat", "ConcatenateColumns", LibrarySchemas::text, LibraryChecks::nothing),
    DERIVED_COLUMN("gs_derived", "DerivedColumn", LibrarySchemas::derived, LibraryChecks::nothing),
    EXPLODE_ARRAY_OR_MAP_INTO_ROWS(
            "gs_explode", "ExplodeArrayOrMapIntoRows", LibrarySchemas::exploded, LibraryChecks::exploded),
    EXTRACT_JSON_PATH("gs_extract_json", "ExtractJsonPath", LibrarySchemas::jsonPaths, LibraryChecks::jsonPaths),
    FLATTEN("gs_flatten", "Flatten", LibrarySchemas::flat, LibraryChecks::nothing),
    FORMAT_TIMESTAMP("gs_format_timestamp", "FormatTimestamp", LibrarySchemas::changedText, LibraryChecks::nothing),
    IDENTIFIER("gs_sequence_id", "Identifier", LibrarySchemas::number, LibraryChecks::nothing),
    LIMIT("gs_limit", "Limit", LibrarySchemas::same, LibraryChecks::nothing),
    LOOKUP("gs_lookup", "Lookup", LibrarySchemas::lookup, LibraryChecks::lookup),
    PARSE_JSON_COLUMN("gs_parse_json", "ParseJsonColumn", LibrarySchemas::json, LibraryChecks::json),
    PIVOT_ROWS_INTO_COLUMNS("gs_pivot", "PivotRowsIntoColumns", LibrarySchemas::unknown, LibraryChecks::pivot),
    RECORD_MATCHING("gs_record_matching", "RecordMatching", LibrarySchemas::unknown, LibraryChecks::matching),
    REGEX_EXTRACTOR("gs_regex_extract", "RegexExtractor", LibrarySchemas::groups, LibraryChecks::groups),
    REMOVE_NULL_ROWS("gs_null_rows", "RemoveNullRows", LibrarySchemas::same, LibraryChecks::nothing),
    SPLIT_STRING("gs_split", "SplitString", LibrarySchemas::split, LibraryChecks::split),
    TO_TIMESTAMP("gs_to_timestamp", "ToTimestamp", LibrarySchemas::changedTimestamp, LibraryChecks::nothing),
    UNPIVOT_COLUMNS_INTO_ROWS(
            "gs_unpivot", "UnpivotColumnsIntoRows", LibrarySchemas::unpivoted, LibraryChecks::unpivoted),
    UUID("gs_uuid", "Uuid", LibrarySchemas::uuid, LibraryChecks::nothing);

    /** The columns after a transform; empty if they depend on the data. */
    private interface Shape {
        Optional<Schema> of(Arguments arguments, Columns input);
    }

    /** The same, of a transform that reads a table as well. */
    private interface TableShape {
        Optional<Schema> of(Arguments arguments, Columns input, TableSchemas tables);
    }

    /** What parameters have to fulfil beyond what the document says. */
    private interface Rule {
        void check(Arguments arguments, Optional<Columns> input, NodeCheck check);
    }

    private static final Map<String, LibraryTransform> BY_FUNCTION = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(LibraryTransform::function, Function.identity()));

    private final String function;
    private final String runtimeClass;
    private final TableShape shape;
    private final Rule rule;
    private final Definition definition;

    LibraryTransform(String function, String runtimeClass, Shape shape, Rule rule) {
        this(function, runtimeClass, (arguments, input, tables) -> shape.of(arguments, input), rule);
    }

    LibraryTransform(String function, String runtimeClass, TableShape shape, Rule rule) {
        this.function = function;
        this.runtimeClass = runtimeClass;
        this.shape = shape;
        this.rule = rule;
        this.definition = load(function);
    }

    /** The transform of a node's {@code FunctionName}. */
    public static Optional<LibraryTransform> of(String function) {
        return Optional.ofNullable(BY_FUNCTION.get(function));
    }

    private static Definition load(String function) {
        var name = function + ".json";
        try (var file = LibraryTransform.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            var problems = new ArrayList<Problem>();
            return Definition.read(name, new ObjectMapper().readTree(file), problems)
                    .orElseThrow(() -> new IllegalStateException(
                            problems.stream().map(Problem::told).collect(Collectors.joining(" "))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The method of a dynamic frame, which is also the module's name. */
    public String function() {
        return function;
    }

    /** What the editor calls it. */
    public String title() {
        return definition.displayName();
    }

    /** The name of the class in the runtime's package of transforms. */
    public String runtimeClass() {
        return runtimeClass;
    }

    public Definition definition() {
        return definition;
    }

    /** Why it cannot be run here; empty for all others. */
    public Optional<String> refusal() {
        return this == RECORD_MATCHING
                ? Optional.of("Record Matching needs a FindMatches transform that was trained on AWS: match records by"
                        + " rules, with Join, Lookup or SQL.")
                : Optional.empty();
    }

    /** The columns after the transform; empty if they depend on the data. */
    public Optional<Schema> output(Arguments arguments, Schema input, TableSchemas tables) {
        return shape.of(arguments, new Columns(input), tables);
    }

    /** Tells what is wrong with parameters that each alone are right. */
    public void check(Arguments arguments, NodeCheck check) {
        rule.check(arguments, check.schema(0).map(Columns::new), check);
    }
}
