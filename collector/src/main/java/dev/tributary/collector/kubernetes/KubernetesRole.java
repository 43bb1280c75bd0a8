package dev.tributary.collector.kubernetes;

/** What becomes a target. */
public enum KubernetesRole {
    /** Each node, at its kubelet's port. */
    NODE,
    /** Each port of each service, by the service's DNS name. */
    SERVICE,
    /** Each container port of each pod. */
    POD,
    /** Each address and port behind each service, from Endpoints objects. */
    ENDPOINTS,
    /** The same from EndpointSlice objects, which newer clusters keep without a size limit. */
    ENDPOINTSLICE,
    /** Each path of each ingress. */
    INGRESS
}
