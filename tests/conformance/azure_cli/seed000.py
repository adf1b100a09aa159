"""A private cluster with user-defined routing, then a NAT gateway on its subnet (seed document 000)."""
import re

from cli import SUBSCRIPTION

GROUP = SUBSCRIPTION + "/resourceGroups/aks-rg"
NETWORK = GROUP + "/providers/Microsoft.Network"
SUBNET = NETWORK + "/virtualNetworks/aks-vnet/subnets/aks-subnet"


def run(az):
    az.ok("group create --name aks-rg --location eastus", {"properties.provisioningState": "Succeeded", "location": "eastus"})
    az.ok("""network vnet create --resource-group aks-rg --name aks-vnet --address-prefixes 10.0.0.0/8
        --subnet-name aks-subnet --subnet-prefix 10.240.0.0/16""",
          {"newVNet.addressSpace.addressPrefixes": ["10.0.0.0/8"], "newVNet.subnets[].addressPrefix": ["10.240.0.0/16"], "newVNet.location": "eastus"})
    az.ok("network route-table create --name aks-rt --resource-group aks-rg",
          {"id": NETWORK + "/routeTables/aks-rt", "location": "eastus", "routes": [], "disableBgpRoutePropagation": False})
    az.ok("""network route-table route create --resource-group aks-rg --route-table-name aks-rt --name default-route
        --address-prefix 0.0.0.0/0 --next-hop-type Internet""", {"nextHopType": "Internet", "nextHopIpAddress": None})
    az.ok("network vnet subnet update --name aks-subnet --vnet-name aks-vnet --resource-group aks-rg --route-table aks-rt",
          {"routeTable.id": NETWORK + "/routeTables/aks-rt", "addressPrefix": "10.240.0.0/16"})
    az.ok("network route-table show -g aks-rg -n aks-rt", {"subnets[].id": [SUBNET], "routes[].name": ["default-route"]})

    # The document's first mistake: AKS doesn't accept a default route to the Internet for user-defined routing.
    subnet = az.ok("network vnet subnet show --resource-group aks-rg --vnet-name aks-vnet --name aks-subnet --query id -o tsv", SUBNET)
    create = """aks create --resource-group aks-rg --name aks-udr-cluster --vnet-subnet-id %s --network-plugin azure
        --outbound-type userDefinedRouting --enable-private-cluster --node-count 2 --generate-ssh-keys""" % subnet
    az.refused(create, "RouteTableInvalidNextHop",
               "Default route 0.0.0.0/0 has a next hop of Internet but only next hops of VirtualAppliance or VirtualNetworkGateway are allowed")
    az.refused("aks show -n aks-udr-cluster -g aks-rg", "ResourceNotFound")

    az.ok("""network route-table route update --resource-group aks-rg --route-table-name aks-rt --name default-route
        --next-hop-type VirtualAppliance --next-hop-ip-address 10.1.0.4""", {"nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.1.0.4"})
    az.ok(create, {"provisioningState": "Succeeded", "networkProfile.outboundType": "userDefinedRouting", "networkProfile.networkPlugin": "azure",
                   "networkProfile.loadBalancerProfile": None, "apiServerAccessProfile.enablePrivateCluster": True,
                   "agentPoolProfiles[].count": [2], "agentPoolProfiles[].vnetSubnetId": [SUBNET],
                   # Since 2021, a private cluster has a public name too (recorded in aks-preview's test_aks_stop_and_start_private_cluster).
                   "apiServerAccessProfile.enablePrivateClusterPublicFqdn": True, "fqdn": re.compile(r"aks-udr-cl-aks-rg-.*\.hcp\.eastus\.azmk8s\.io"),
                   "privateFqdn": re.compile(r"aks-udr-cl-aks-rg-.*\.privatelink\.eastus\.azmk8s\.io"), "nodeResourceGroup": "MC_aks-rg_aks-udr-cluster_eastus"})
    az.ok("aks show -n aks-udr-cluster -g aks-rg --query networkProfile.outboundType -o tsv", "userDefinedRouting")

    # No public address of its own. Its identity has a role on the subnet, which the CLI assigned during the creation.
    az.ok("network public-ip list -g MC_aks-rg_aks-udr-cluster_eastus --query [].ipAddress", {"@": []})
    principal = az.ok("aks show -n aks-udr-cluster -g aks-rg --query identity.principalId -o tsv", re.compile("[0-9a-f-]{36}"))
    az.ok("rest --method get --headers Authorization=simulated --url %s%s/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01"
          % (az.endpoint, SUBNET), {"value[].properties.principalId": [principal]})

    az.ok("network public-ip create --resource-group aks-rg --name aks-nat-pip --sku Standard --allocation-method Static",
          {"publicIp.sku.name": "Standard", "publicIp.publicIPAllocationMethod": "Static", "publicIp.ipAddress": re.compile(r"\d+\.\d+\.\d+\.\d+")})
    az.ok("network nat gateway create --resource-group aks-rg --name aks-nat-gateway --public-ip-addresses aks-nat-pip --idle-timeout 10",
          {"idleTimeoutInMinutes": 10, "sku.name": "Standard", "publicIpAddresses[].id": [NETWORK + "/publicIPAddresses/aks-nat-pip"]})
    az.ok("network vnet subnet update --resource-group aks-rg --vnet-name aks-vnet --name aks-subnet --nat-gateway aks-nat-gateway",
          {"routeTable.id": NETWORK + "/routeTables/aks-rt"})
    az.ok("network vnet subnet show --resource-group aks-rg --vnet-name aks-vnet --name aks-subnet --query natGateway.id -o tsv",
          NETWORK + "/natGateways/aks-nat-gateway")
    az.ok("network nat gateway show -g aks-rg -n aks-nat-gateway", {"subnets[].id": [SUBNET]})
    az.ok(create.replace("aks-udr-cluster", "aks-nat-cluster"), {"networkProfile.outboundType": "userDefinedRouting", "provisioningState": "Succeeded"})

    # The documented clean-up is refused: the gateway is still associated with the subnet, and the address with the gateway.
    az.refused("network nat gateway delete --name aks-nat-gateway --resource-group aks-rg", "InUseNatGatewayCannotBeDeleted", SUBNET)
    az.refused("network public-ip delete --name aks-nat-pip --resource-group aks-rg", "PublicIPAddressCannotBeDeleted", NETWORK + "/natGateways/aks-nat-gateway")
    az.ok("network vnet subnet update -g aks-rg --vnet-name aks-vnet -n aks-subnet --remove natGateway",
          {"natGateway": None, "routeTable.id": NETWORK + "/routeTables/aks-rt"})
    az.ok("network nat gateway delete --name aks-nat-gateway --resource-group aks-rg")
    az.ok("network public-ip delete --name aks-nat-pip --resource-group aks-rg")
    az.ok("network nat gateway list -g aks-rg", {"@": []})
    az.refused("network public-ip show -g aks-rg -n aks-nat-pip", "ResourceNotFound")

    az.ok("aks list -g aks-rg -o table", ["aks-udr-cluster", "aks-nat-cluster", "Succeeded"])
    az.refused("network vnet subnet delete -g aks-rg --vnet-name aks-vnet -n aks-subnet", "InUseSubnetCannotBeDeleted")
    az.ok("aks delete -g aks-rg -n aks-nat-cluster --yes")
    az.ok("aks list -g aks-rg --query [].name", {"@": ["aks-udr-cluster"]})
    az.ok("group exists -n MC_aks-rg_aks-nat-cluster_eastus -o tsv", "false")
    az.ok("group delete --name aks-rg --yes")
    az.ok("group list --query [].name -o tsv", re.compile(r"(?s)(?!.*aks-rg).*"))
