package io.mastic.model.graph.library;

import io.mastic.model.graph.script.Names;
import java.util.Optional;
import java.util.Set;

/** The Python module in a file. */
public final class Module {
    // Modules that are loaded before any of the user's: theirs would never be.
    private static final Set<String> LOADED = Set.of(
            "abc",
            "array",
            "ast",
            "asyncio",
            "awsglue",
            "awsgluedq",
            "awsglueml",
            "base64",
            "builtins",
            "codecs",
            "collections",
            "concurrent",
            "contextlib",
            "copy",
            "copyreg",
            "csv",
            "dataclasses",
            "datetime",
            "decimal",
            "enum",
            "errno",
            "functools",
            "gc",
            "glob",
            "gzip",
            "hashlib",
            "heapq",
            "importlib",
            "inspect",
            "io",
            "itertools",
            "json",
            "keyword",
            "linecache",
            "locale",
            "logging",
            "math",
            "numbers",
            "operator",
            "os",
            "pathlib",
            "pickle",
            "platform",
            "posixpath",
            "py4j",
            "pyspark",
            "queue",
            "random",
            "re",
            "select",
            "shutil",
            "signal",
            "site",
            "socket",
            "stat",
            "string",
            "struct",
            "subprocess",
            "sys",
            "tempfile",
            "textwrap",
            "threading",
            "time",
            "tokenize",
            "traceback",
            "types",
            "typing",
            "uuid",
            "warnings",
            "weakref",
            "zipfile",
            "zlib");

    private Module() {}

    /** The name by which the file of a path is imported; empty if it cannot be. */
    public static Optional<String> of(String path) {
        var file = path.substring(path.lastIndexOf('/') + 1);
        return Optional.of(file)
                .filter(name -> name.endsWith(".py"))
                .map(name -> name.substring(0, name.length() - ".py".length()))
                .filter(name -> Names.isIdentifier(name) && !LOADED.contains(name));
    }
}
