package io.mastic.server.identity;

import io.mastic.server.StartException;
import io.mastic.server.store.Encryption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts what the store keeps secret, with a key that lies outside the database. Thread-safe. */
public final class Secrets implements Encryption {
    /** Holds the key in hexadecimal, in place of the key file. */
    public static final String VARIABLE = "MASTIC_SECRET_KEY";

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    private Secrets(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** A key that lives as long as this object, for tests of services. */
    public static Secrets ephemeral(SecureRandom random) {
        return new Secrets(bytes(random, KEY_BYTES), random);
    }

    /** The key of the environment, else of {@code secret.key} in the data folder, made at the first start. */
    public static Secrets of(Path data, Optional<String> variable, SecureRandom random) throws IOException {
        if (variable.isPresent()) {
            return new Secrets(parsed(variable.orElseThrow(), VARIABLE), random);
        }
        var file = data.resolve("secret.key");
        if (!Files.exists(file)) {
            write(file, HexFormat.of().formatHex(bytes(random, KEY_BYTES)));
        }
        return new Secrets(parsed(Files.readString(file).strip(), file.toString()), random);
    }

    private static byte[] parsed(String hex, String source) {
        try {
            var key = HexFormat.of().parseHex(hex);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            throw new StartException(source + " does not hold a key: 64 hexadecimal digits are expected", e);
        }
        throw new StartException(source + " does not hold a key: 64 hexadecimal digits are expected");
    }

    /** Writes a file that its owner alone can read, whole or not at all. */
    public static void write(Path file, String text) throws IOException {
        var whole = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(whole);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                whole, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static byte[] bytes(SecureRandom random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public String encrypt(String text) {
        var nonce = bytes(random, NONCE_BYTES);
        var sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
        var both = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
        return Base64.getEncoder().encodeToString(both.array());
    }

    /** @throws IllegalStateException if the text was encrypted with another key, or changed */
    @Override
    public String decrypt(String text) {
        var both = Base64.getDecoder().decode(text);
        var nonce = Arrays.copyOf(both, NONCE_BYTES);
        var sealed = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(run(Cipher.DECRYPT_MODE, nonce, sealed), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A stored secret cannot be read: secret.key is not the key that it was written with", e);
        }
    }
}
