"""Changing the outbound type of a cluster (seed document 003): the documented result, and Azure's current behavior."""
import json
import os
import re

from cli import SUBSCRIPTION

CLUSTER = SUBSCRIPTION + "/resourceGroups/out-rg/providers/Microsoft.ContainerService/managedClusters/"
NETWORK = SUBSCRIPTION + "/resourceGroups/out-rg/providers/Microsoft.Network"


def run(az):
    az.ok("group create --name out-rg --location eastus")
    placeholders(az)
    managed(az)
    own(az)
    az.ok("group delete -n out-rg --yes")


def change(az, name, outbound_type, *more):
    """The command that changes the outbound type: "az aks update" since 2.56 according to the document, and a request to ARM before."""
    if az.has("aks update", "--outbound-type"):
        return "aks update --resource-group out-rg --name %s --outbound-type %s %s" % (name, outbound_type, " ".join(more))
    sets = "properties.networkProfile.outboundType=" + outbound_type
    if more:
        sets += " properties.networkProfile.natGatewayProfile='{\"managedOutboundIPProfile\":{\"count\":%s}}'" % more[1]
    return "resource update --ids %s%s --api-version 2024-09-01 --set %s --remove properties.networkProfile.loadBalancerProfile" % (CLUSTER, name, sets)


def placeholders(az):
    az.refused("aks update --resource-group <resourceGroup> --name <clusterName> --load-balancer-managed-outbound-ip-count 2", "<clusterName>")
    az.refused("aks update --resource-group <resourceGroup> --name <clusterName> --nat-gateway-managed-outbound-ip-count '<number of managed outbound ip>'",
               "--nat-gateway-managed-outbound-ip-count", "invalid int value")
    if not az.has("aks update", "--outbound-type"):
        az.refused("aks update --resource-group out-rg --name c --outbound-type managedNATGateway", "unrecognized arguments: --outbound-type managedNATGateway")


def managed(az):
    az.ok("aks create -g out-rg -n managed --node-count 1 --generate-ssh-keys",
          {"networkProfile.outboundType": "loadBalancer", "networkProfile.loadBalancerProfile.managedOutboundIPs.count": 1,
           "length(networkProfile.loadBalancerProfile.effectiveOutboundIPs)": 1})
    old = az.ok("network public-ip list -g MC_out-rg_managed_eastus --query [0].ipAddress -o tsv", re.compile(r"\d+\.\d+\.\d+\.\d+"))
    for other in ("userDefinedRouting", "userAssignedNATGateway"):
        az.refused(change(az, "managed", other), "from loadBalancer to %s is not supported for clusters with a managed virtual network" % other)

    # From load balancer to managed NAT gateway.
    az.ok(change(az, "managed", "managedNATGateway", "--nat-gateway-managed-outbound-ip-count", "2"))
    az.ok("aks show -g out-rg -n managed", {"networkProfile.outboundType": "managedNATGateway", "networkProfile.natGatewayProfile.managedOutboundIpProfile.count": 2,
          "length(networkProfile.natGatewayProfile.effectiveOutboundIPs)": 2})
    az.ok("network nat gateway list -g MC_out-rg_managed_eastus", {"length(@)": 1, "length([0].publicIpAddresses)": 2})
    az.ok("network public-ip list -g MC_out-rg_managed_eastus --query [].ipAddress -o tsv", re.compile(r"(?s)(?!.*\b%s\b).*" % re.escape(old)))

    # "Update cluster from managedNATGateway to loadbalancer", and to userDefinedRouting: documented for years, but refused.
    for other in ("loadBalancer", "userDefinedRouting"):
        az.refused(change(az, "managed", other), "from managedNATGateway to %s is not supported for clusters with a managed virtual network" % other)
    az.ok("aks show -g out-rg -n managed --query [provisioningState,networkProfile.outboundType]", {"@": ["Succeeded", "managedNATGateway"]})


def own(az):
    az.ok("network vnet create -g out-rg -n vnet --address-prefixes 10.0.0.0/8 --subnet-name nodes --subnet-prefix 10.240.0.0/16")
    az.ok("aks create -g out-rg -n own --node-count 1 --generate-ssh-keys --network-plugin azure --vnet-subnet-id %s/virtualNetworks/vnet/subnets/nodes" % NETWORK,
          {"networkProfile.outboundType": "loadBalancer"})
    az.refused(change(az, "own", "managedNATGateway", "--nat-gateway-managed-outbound-ip-count", "1"),
               "InvalidParameter", "Outbound type is managedNATGateway but agent pool 'nodepool1' is using custom VNet, which is not allowed.")
    # The subnet has no gateway yet, and no route table.
    az.refused(change(az, "own", "userAssignedNATGateway"), "subnets/nodes")
    az.refused(change(az, "own", "userDefinedRouting"), "ExistingRouteTableNotAssociatedWithSubnet", "An existing route table has not been associated with subnet")
    az.ok("network public-ip create -g out-rg -n pip --sku Standard", {"publicIp.sku.name": "Standard"})
    az.ok("network nat gateway create -g out-rg -n nat --public-ip-addresses pip", {"idleTimeoutInMinutes": 4})
    az.ok("network vnet subnet update -g out-rg --vnet-name vnet -n nodes --nat-gateway nat", {"natGateway.id": NETWORK + "/natGateways/nat"})

    # From load balancer to a user-assigned NAT gateway in a BYO network.
    az.ok(change(az, "own", "userAssignedNATGateway"))
    az.ok("aks show -g out-rg -n own", {"networkProfile.outboundType": "userAssignedNATGateway", "networkProfile.loadBalancerProfile.managedOutboundIPs": None,
          "networkProfile.loadBalancerProfile.effectiveOutboundIPs": None})
    az.ok("network public-ip list -g MC_out-rg_own_eastus --query [].ipAddress", {"@": []})

    # The returned document with another outbound type still contains the former type's members: two kinds at once are refused.
    document = az.ok("resource show --ids %sown --api-version 2024-09-01" % CLUSTER)
    document["properties"]["networkProfile"]["outboundType"] = "userDefinedRouting"
    document["properties"]["networkProfile"]["loadBalancerProfile"] = {"managedOutboundIPs": {"count": 1}}
    body = os.path.join(az.work, "cluster.json")
    with open(body, "w") as file:
        json.dump({member: document[member] for member in ("location", "identity", "sku", "properties") if document.get(member)}, file)
    az.refused("rest --method put --headers Authorization=simulated --url %s%sown?api-version=2024-09-01 --body @%s" % (az.endpoint, CLUSTER, body),
               "InvalidUserDefinedRoutingWithLoadBalancerProfile", "UserDefinedRouting and load balancer profile are mutually exclusive.")
