package io.mastic.server.store;

/** Encrypts what the store keeps secret; implemented by identity. */
public interface Encryption {
    String encrypt(String text);

    String decrypt(String text);
}
