package io.mastic.server.visual;

/** The bucket that holds what the editor makes and reads for an account in a Region: scripts and custom transforms. */
public final class AssetsBucket {
    private AssetsBucket() {}

    public static String name(String accountId, String region) {
        return "aws-glue-assets-" + accountId + "-" + region;
    }
}
