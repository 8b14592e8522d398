package io.mastic.server.catalog;

import io.mastic.protocol.ServiceException;

/** The catalog's errors, in Glue's wording. */
public final class CatalogErrors {
    private CatalogErrors() {}

    public static ServiceException databaseNotFound(String name) {
        return notFound("Database " + name + " not found.");
    }

    public static ServiceException tableNotFound(String name) {
        return notFound("Table " + name + " not found.");
    }

    static ServiceException catalogNotFound(String id) {
        return notFound("Catalog " + id + " not found. A catalog's id is its account's, of 12 digits.");
    }

    static ServiceException versionNotFound() {
        return notFound("Version not found.");
    }

    static ServiceException partitionNotFound() {
        return notFound("Cannot find partition.");
    }

    static ServiceException columnNotFound(String name) {
        return notFound("Column " + name + " not found.");
    }

    static ServiceException statisticsNotFound(String column) {
        return notFound("Column statistics of " + column + " not found.");
    }

    static ServiceException indexNotFound(String name) {
        return notFound("Index " + name + " not found.");
    }

    static ServiceException functionNotFound(String name) {
        return notFound("Function " + name + " not found.");
    }

    static ServiceException deletedMeanwhile() {
        return notFound("What this belongs to was deleted meanwhile.");
    }

    public static ServiceException notFound(String message) {
        return new ServiceException("EntityNotFoundException", 400, message);
    }

    public static ServiceException exists(String what) {
        return new ServiceException("AlreadyExistsException", 400, what + " already exists.");
    }

    public static ServiceException invalid(String message) {
        return new ServiceException("InvalidInputException", 400, message);
    }

    public static ServiceException invalidToken() {
        return invalid("The NextToken is not one that this operation gave for the same request.");
    }

    /** @param what {@code tables of a database} */
    public static ServiceException limitExceeded(String what, long most) {
        return new ServiceException(
                "ResourceNumberLimitExceededException",
                400,
                "The number of " + what + " is limited to " + most + ". Delete some, or raise the limit if it is a"
                        + " setting of the server");
    }

    static ServiceException concurrentModification() {
        return new ServiceException(
                "ConcurrentModificationException", 400, "Update table failed due to concurrent modifications.");
    }
}
