"""Every option of "az aks create" and "az aks update" about load balancers and NAT gateways."""
import re

from cli import SUBSCRIPTION

NETWORK = SUBSCRIPTION + "/resourceGroups/lb-rg/providers/Microsoft.Network"
PROFILE = "networkProfile.loadBalancerProfile."


def run(az):
    az.ok("group create -n lb-rg -l westeurope")
    for name in ("one", "two"):
        az.ok("network public-ip create -g lb-rg -n %s --sku Standard" % name, {"publicIp.location": "westeurope"})
    az.ok("network public-ip prefix create -g lb-rg -n block --length 31", {"prefixLength": 31, "ipPrefix": re.compile(r"[\d.]+/31")})
    managed(az)
    addresses(az)
    prefixes(az)
    nat(az)
    identities(az)
    az.ok("group delete -n lb-rg --yes --no-wait")
    az.ok("group wait -n lb-rg --deleted --interval 1")


def managed(az):
    az.ok("""aks create -g lb-rg -n lb --generate-ssh-keys --node-count 2 --outbound-type loadBalancer --load-balancer-managed-outbound-ip-count 2
        --load-balancer-outbound-ports 1024 --load-balancer-idle-timeout 10""",
          {PROFILE + "managedOutboundIPs.count": 2, PROFILE + "allocatedOutboundPorts": 1024, PROFILE + "idleTimeoutInMinutes": 10,
           "length(" + PROFILE + "effectiveOutboundIPs)": 2})
    az.ok("network lb outbound-rule list -g MC_lb-rg_lb_westeurope --lb-name kubernetes",
          {"[].allocatedOutboundPorts": [1024], "[].idleTimeoutInMinutes": [10], "length([0].frontendIPConfigurations)": 2})
    az.ok("aks update -g lb-rg -n lb --load-balancer-managed-outbound-ip-count 3", {PROFILE + "managedOutboundIPs.count": 3, PROFILE + "allocatedOutboundPorts": 1024})
    az.ok("aks update -g lb-rg -n lb --load-balancer-idle-timeout 30 --load-balancer-outbound-ports 2048",
          {PROFILE + "idleTimeoutInMinutes": 30, PROFILE + "allocatedOutboundPorts": 2048, PROFILE + "managedOutboundIPs.count": 3})
    az.refused("aks update -g lb-rg -n lb --load-balancer-outbound-ports 63999", "--load-balancer-allocated-ports must be a multiple of 8")
    az.refused("aks update -g lb-rg -n lb --load-balancer-idle-timeout 3", "--load-balancer-idle-timeout must be in the range [4,100]")
    # More ports than the addresses provide for the maximum number of nodes.
    az.refused("aks update -g lb-rg -n lb --load-balancer-managed-outbound-ip-count 1 --load-balancer-outbound-ports 64000", "InvalidLoadBalancerProfile")
    az.refused("aks update -g lb-rg -n lb --load-balancer-managed-outbound-ip-count 101", "InvalidParameter", "managedOutboundIPs.count")


def addresses(az):
    one, two = ("%s/publicIPAddresses/%s" % (NETWORK, name) for name in ("one", "two"))
    az.ok("aks update -g lb-rg -n lb --load-balancer-outbound-ips %s,%s" % (one, two),
          {PROFILE + "outboundIPs.publicIPs[].id": [one, two], PROFILE + "managedOutboundIPs": None, "sort(" + PROFILE + "effectiveOutboundIPs[].id)": sorted([one, two])})
    az.ok("network public-ip list -g MC_lb-rg_lb_westeurope --query [].name", {"@": []})
    az.ok("network public-ip show -g lb-rg -n one --query ipConfiguration.id -o tsv", re.compile(".*/loadBalancers/kubernetes/frontendIPConfigurations/.*"))
    az.refused("network public-ip delete -g lb-rg -n one", "PublicIPAddressCannotBeDeleted")


def prefixes(az):
    block = NETWORK + "/publicIPPrefixes/block"
    az.ok("aks update -g lb-rg -n lb --load-balancer-outbound-ip-prefixes " + block,
          {PROFILE + "outboundIpPrefixes.publicIpPrefixes[].id || " + PROFILE + "outboundIPPrefixes.publicIPPrefixes[].id": [block], PROFILE + "outboundIPs": None})
    az.ok("network public-ip delete -g lb-rg -n one")
    az.refused("aks update -g lb-rg -n lb --load-balancer-outbound-ips %s/publicIPAddresses/one" % NETWORK, "LoadBalancerProfileOutboundIPNotExist")
    az.ok("aks update -g lb-rg -n lb --load-balancer-managed-outbound-ip-count 1", {PROFILE + "managedOutboundIPs.count": 1, "length(" + PROFILE + "effectiveOutboundIPs)": 1})
    az.refused("aks update -g lb-rg -n lb --load-balancer-managed-outbound-ip-count 1 --load-balancer-outbound-ips %s/publicIPAddresses/two" % NETWORK,
               "InvalidLoadBalancerProfile")


def nat(az):
    az.refused("aks create -g lb-rg -n bad --generate-ssh-keys --outbound-type managedNATGateway --nat-gateway-idle-timeout 121", "--nat-gateway-idle-timeout")
    az.refused("aks create -g lb-rg -n bad --generate-ssh-keys --outbound-type userDefinedRouting", "--vnet-subnet-id must be specified for userDefinedRouting")
    az.refused("aks create -g lb-rg -n bad --generate-ssh-keys --outbound-type userAssignedNATGateway --load-balancer-sku basic",
               "doesn't support basic load balancer sku")
    az.ok("aks create -g lb-rg -n nat --generate-ssh-keys --node-count 1 --outbound-type managedNATGateway --nat-gateway-managed-outbound-ip-count 1 --nat-gateway-idle-timeout 120",
          {"networkProfile.natGatewayProfile.idleTimeoutInMinutes": 120, "networkProfile.natGatewayProfile.managedOutboundIpProfile.count": 1})
    gateway = az.ok("network public-ip list -g MC_lb-rg_nat_westeurope --query [].ipAddress -o tsv", re.compile(r"[\d.]+"))
    az.ok("aks update -g lb-rg -n nat --nat-gateway-idle-timeout 60", {"networkProfile.natGatewayProfile.idleTimeoutInMinutes": 60, "networkProfile.outboundType": "managedNATGateway"})
    az.ok("network public-ip list -g MC_lb-rg_nat_westeurope --query [].ipAddress -o tsv", gateway)


def identities(az):
    control, kubelet = (az.ok("identity create -g lb-rg -n " + name, {"name": name, "location": "westeurope"}) for name in ("control", "kubelet"))
    # The CLI checks whether the cluster's identity can assign the kubelet's identity, and assigns that role.
    az.ok("aks create -g lb-rg -n ids --generate-ssh-keys --node-count 1 --enable-managed-identity --assign-identity %s --assign-kubelet-identity %s --yes"
          % (control["id"], kubelet["id"]), {"identityProfile.kubeletidentity.objectId": kubelet["principalId"], "identity.userAssignedIdentities.*.principalId": [control["principalId"]]})
    az.ok("rest --method get --headers Authorization=simulated --url %s%s/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01" % (az.endpoint, kubelet["id"]),
          {"value[].properties.principalId": [control["principalId"]], "ends_with(value[0].properties.roleDefinitionId, 'f1a07417-d97a-45cb-824c-7a7467783830')": True})
