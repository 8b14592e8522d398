package io.mastic.server.catalog;

/**
 * How many things a catalog may hold; what AWS grants an account unless it asks for more.
 *
 * @param databases of an account in a Region
 * @param tables of a database
 * @param tableVersions of a table, besides the newest
 * @param partitions of a table
 * @param functions of a database
 * @param connections of an account in a Region
 * @param securityConfigurations of an account in a Region
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/glue.html">AWS</a>
 */
public record CatalogConfig(
        int databases,
        int tables,
        int tableVersions,
        int partitions,
        int functions,
        int connections,
        int securityConfigurations) {
    public static CatalogConfig ofAws() {
        return new CatalogConfig(10_000, 200_000, 100_000, 10_000_000, 100, 1_000, 250);
    }
}
