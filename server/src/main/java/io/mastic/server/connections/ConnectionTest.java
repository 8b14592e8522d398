package io.mastic.server.connections;

import io.mastic.protocol.ServiceException;
import io.mastic.server.catalog.CatalogErrors;
import io.mastic.server.connections.ConnectionTarget.Address;
import io.mastic.server.connections.ConnectionTarget.Postgres;
import io.mastic.server.connections.ConnectionTarget.Reached;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * Opens a connection's target and closes it again. The server does so from its own place in the network for anyone who
 * may call TestConnection, so it tells no more than whether the target could be opened, and never opens link-local
 * addresses: there clouds answer with the credentials of the machine.
 */
public final class ConnectionTest {
    private static final String POSTGRES = "jdbc:postgresql://";

    private final Duration patience;

    public ConnectionTest(Duration patience) {
        this.patience = patience;
    }

    /** @throws ServiceException if it cannot be opened; the message says why */
    void open(ConnectionTarget target) {
        target.openBy(this);
    }

    /** A service of several addresses is there when one of them answers. */
    void reach(Reached reached) {
        Optional<ServiceException> failure = Optional.empty();
        for (var address : reached.addresses()) {
            try {
                reach(address);
                return;
            } catch (ServiceException e) {
                failure = Optional.of(e);
            }
        }
        throw failure.orElseThrow();
    }

    private void reach(Address address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(allowed(address), address.port()), (int) patience.toMillis());
        } catch (SocketTimeoutException e) {
            throw timedOut(address);
        } catch (IOException e) {
            throw failed(address, String.valueOf(e.getMessage()));
        }
    }

    private static InetAddress allowed(Address address) {
        try {
            var found = InetAddress.getByName(address.host());
            if (found.isLinkLocalAddress() || found.isMulticastAddress() || found.isAnyLocalAddress()) {
                throw CatalogErrors.invalid("Connections to link-local, multicast and unspecified addresses are not"
                        + " opened: " + address.host());
            }
            return found;
        } catch (UnknownHostException e) {
            throw failed(address, "its host is not known");
        }
    }

    private ServiceException timedOut(Address address) {
        return new ServiceException(
                "OperationTimeoutException",
                400,
                "The connection to " + address.host() + ":" + address.port() + " was not open after "
                        + patience.toSeconds() + " s. Check the address, and the firewalls on the way");
    }

    private static ServiceException failed(Address address, String reason) {
        return CatalogErrors.invalid(
                "The connection to " + address.host() + ":" + address.port() + " failed: " + reason);
    }

    void signIn(Postgres target) {
        var host = allowed(target.address()).getHostAddress();
        var driver = driver();
        if (driver.isEmpty()) {
            reach(target.address());
            return;
        }
        // The URL is built anew: its parameters can name classes and files of the server.
        var url = POSTGRES + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + target.address().port() + "/" + target.database().replaceAll("[^A-Za-z0-9_.-]", "");
        try (var opened = driver.orElseThrow().connect(url, properties(target))) {
            if (opened == null || !opened.isValid((int) patience.toSeconds())) {
                throw failed(target.address(), "the database does not answer");
            }
        } catch (SQLException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw timedOut(target.address());
            }
            throw failed(target.address(), String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Driver> driver() {
        return DriverManager.drivers()
                .filter(driver -> driver.getClass().getName().equals("org.postgresql.Driver"))
                .findFirst();
    }

    private Properties properties(Postgres target) {
        var properties = new Properties();
        target.user().ifPresent(user -> properties.setProperty("user", user));
        target.password().ifPresent(password -> properties.setProperty("password", password));
        var seconds = Long.toString(Math.max(1, patience.toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("sslmode", target.tls() ? "require" : "prefer");
        return properties;
    }
}
