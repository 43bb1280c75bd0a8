package dev.tributary.alerts.template;

/** Takes host and port apart as Go's net package does. */
final class HostNames {
    private HostNames() {
    }

    /** The host of {@code host:port}, without the brackets of IPv6; anything else unchanged. */
    static String withoutPort(String hostPort) {
        int colon = portColon(hostPort);
        return colon < 0 ? hostPort : host(hostPort, colon);
    }

    /** {@code web-1.example.com:80} without its domain: {@code web-1:80}; IP addresses unchanged. */
    static String withoutDomain(String hostPort) {
        int colon = portColon(hostPort);
        String host = colon < 0 ? hostPort : host(hostPort, colon);
        if (isIpAddress(host)) {
            return hostPort;
        }
        int dot = host.indexOf('.');
        String name = dot < 0 ? host : host.substring(0, dot);
        return colon < 0 ? name : name + hostPort.substring(colon);
    }

    private static int portColon(String hostPort) {
        int colon = hostPort.lastIndexOf(':');
        if (colon < 0) {
            return -1;
        }
        if (hostPort.startsWith("[")) {
            return hostPort.indexOf(']') == colon - 1 ? colon : -1;
        }
        return hostPort.indexOf(':') == colon ? colon : -1;
    }

    private static String host(String hostPort, int colon) {
        return hostPort.startsWith("[") ? hostPort.substring(1, colon - 1) : hostPort.substring(0, colon);
    }

    private static boolean isIpAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("(\\d{1,3}\\.){3}\\d{1,3}");
    }
}
