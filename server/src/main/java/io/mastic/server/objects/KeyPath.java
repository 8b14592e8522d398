package io.mastic.server.objects;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Where the object of a key lies in its bucket's folder: {@code year=2026/part-0.csv} in {@code year=2026/part-0.csv%}.
 *
 * <p>Every key has one path, and every path one key: {@code ..}, empty names, {@code a} beside {@code a/b}, and names
 * longer than a file's may be included. So names hold only printable ASCII, with all else and a leading dot as
 * {@code %XX}; an object's file ends with {@code %}, which sets it apart from a folder and from an unfinished upload,
 * whose name is an object's and more; of a longer name the beginning is a folder that ends with {@code %+}.
 */
final class KeyPath {
    /** The store adds up to 86 characters to a name, and file systems take 255. */
    private static final int LONGEST_NAME = 160;

    private static final int LONGEST_KEY = 1024;
    private static final String FILE = "%";
    private static final String CONTINUED = "%+";
    private static final String EMPTY = "%0";
    private static final String DOT = "%2E";
    /** What s3proxy keeps as objects of its own; it takes no such keys from clients. */
    static final String RESERVED = ".s3proxy-mpu-stub-";

    private KeyPath() {}

    /** @throws software.amazon.awssdk.services.s3.model.S3Exception if the key is longer than S3's may be */
    static String of(String key) {
        if (key.startsWith(RESERVED)) {
            return key;
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw ObjectErrors.error(400, "KeyTooLongError", "Your key is too long");
        }
        var path = new StringBuilder();
        int start = 0;
        for (int end = key.indexOf('/'); end >= 0; end = key.indexOf('/', start)) {
            path.append(folder(key.substring(start, end))).append('/');
            start = end + 1;
        }
        return path.append(split(encoded(key.substring(start)))).append(FILE).toString();
    }

    /** The path of one folder within another. */
    static String folder(String name) {
        return name.isEmpty() ? EMPTY : split(encoded(name));
    }

    private static String split(String encoded) {
        var path = new StringBuilder();
        var rest = encoded;
        while (rest.length() > LONGEST_NAME) {
            int escape = rest.lastIndexOf('%', LONGEST_NAME - 1);
            int end = escape > LONGEST_NAME - 3 ? escape : LONGEST_NAME;
            path.append(rest, 0, end).append(CONTINUED).append('/');
            rest = rest.charAt(end) == '.' ? DOT + rest.substring(end + 1) : rest.substring(end);
        }
        return path.append(rest).toString();
    }

    private static String encoded(String name) {
        var text = new StringBuilder(name.length() + 8);
        for (byte value : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = value >= ' ' && value < 0x7F && value != '%' && !(value == '.' && text.isEmpty());
            if (plain) {
                text.append((char) value);
            } else {
                text.append('%').append(hex(value >> 4)).append(hex(value));
            }
        }
        return text.toString();
    }

    private static char hex(int value) {
        return Character.toUpperCase(Character.forDigit(value & 0xF, 16));
    }

    /** The key of a path that {@link #of} gave. */
    static String keyOf(String path) {
        var names = path.substring(0, path.length() - FILE.length()).replace(CONTINUED + "/", "");
        return Arrays.stream(names.split("/", -1))
                .map(name -> name.equals(EMPTY) ? "" : decoded(name))
                .collect(Collectors.joining("/"));
    }

    /** What a name in a folder stands for. */
    enum Kind {
        OBJECT,
        FOLDER,
        /** A folder whose entries' names go on from its own. */
        BEGINNING,
        /** An upload that is not finished, or the store's own. */
        OTHER
    }

    static Kind kind(String fileName) {
        if (fileName.startsWith(".") || fileName.contains("%-")) {
            return Kind.OTHER;
        }
        if (fileName.endsWith(CONTINUED)) {
            return Kind.BEGINNING;
        }
        return fileName.endsWith(FILE) ? Kind.OBJECT : Kind.FOLDER;
    }

    /** A file's name without what tells its kind, still encoded. */
    static String stem(String fileName) {
        return switch (kind(fileName)) {
            case OBJECT -> fileName.substring(0, fileName.length() - FILE.length());
            case BEGINNING -> fileName.substring(0, fileName.length() - CONTINUED.length());
            case FOLDER -> fileName.equals(EMPTY) ? "" : fileName;
            case OTHER -> fileName;
        };
    }

    static String decoded(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%') {
                bytes.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(encoded.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
