"""Managed and user-assigned NAT gateways, and Windows pools without OutboundNAT (seed document 004)."""
import json
import os
import re

from cli import SUBSCRIPTION

RG = SUBSCRIPTION + "/resourceGroups/myResourceGroup/providers"
NETWORK = RG + "/Microsoft.Network"


def run(az):
    managed(az)
    own(az)
    feature(az)
    windows(az)
    az.ok("group delete --name myResourceGroup --yes")


def managed(az):
    az.ok("group create --name myResourceGroup --location southcentralus", {"location": "southcentralus"})
    az.ok("""aks create --resource-group myResourceGroup --name myNatCluster --node-count 3 --outbound-type managedNATGateway
        --nat-gateway-managed-outbound-ip-count 2 --nat-gateway-idle-timeout 4 --generate-ssh-keys""",
          {"networkProfile.outboundType": "managedNATGateway", "networkProfile.natGatewayProfile.managedOutboundIpProfile.count": 2,
           "networkProfile.natGatewayProfile.idleTimeoutInMinutes": 4, "length(networkProfile.natGatewayProfile.effectiveOutboundIPs)": 2,
           "networkProfile.loadBalancerProfile": None, "agentPoolProfiles[].count": [3]})
    az.ok("network nat gateway list -g MC_myResourceGroup_myNatCluster_southcentralus",
          {"length([0].publicIpAddresses)": 2, "[0].idleTimeoutInMinutes": 4, "length([0].subnets)": 1})
    az.ok("aks update --resource-group myResourceGroup --name myNatCluster --nat-gateway-managed-outbound-ip-count 5",
          {"networkProfile.natGatewayProfile.managedOutboundIpProfile.count": 5, "networkProfile.natGatewayProfile.idleTimeoutInMinutes": 4,
           "length(networkProfile.natGatewayProfile.effectiveOutboundIPs)": 5})
    az.ok("aks update --resource-group myResourceGroup --name myNatCluster --nat-gateway-idle-timeout 30",
          {"networkProfile.natGatewayProfile.managedOutboundIpProfile.count": 5, "networkProfile.natGatewayProfile.idleTimeoutInMinutes": 30})
    az.ok("network public-ip list -g MC_myResourceGroup_myNatCluster_southcentralus", {"length(@)": 5})
    az.refused("aks update --resource-group myResourceGroup --name myNatCluster --nat-gateway-managed-outbound-ip-count 17", "--nat-gateway-managed-outbound-ip-count")
    # The document continues with the same names in the same group; a second "az aks create" would update the first cluster.
    az.ok("group delete --name myResourceGroup --yes")


def own(az):
    az.ok("group create --name myResourceGroup --location southcentralus", {"properties.provisioningState": "Succeeded"})
    identity = az.ok("identity create --resource-group myResourceGroup --name myNatClusterId --location southcentralus",
                     {"id": RG + "/Microsoft.ManagedIdentity/userAssignedIdentities/myNatClusterId", "location": "southcentralus"})
    az.ok("network public-ip create --resource-group myResourceGroup --name myNatGatewayPip --location southcentralus --sku standard",
          {"publicIp.sku.name": "Standard", "publicIp.location": "southcentralus"})
    az.ok("network nat gateway create --resource-group myResourceGroup --name myNatGateway --location southcentralus --public-ip-addresses myNatGatewayPip",
          {"provisioningState": "Succeeded"})
    az.ok("network vnet create --resource-group myResourceGroup --name myVnet --location southcentralus --address-prefixes 172.16.0.0/20",
          {"newVNet.addressSpace.addressPrefixes": ["172.16.0.0/20"], "newVNet.subnets": []})
    subnet = az.ok("""network vnet subnet create --resource-group myResourceGroup --vnet-name myVnet --name myNatCluster
        --address-prefixes 172.16.0.0/22 --nat-gateway myNatGateway --query id --output tsv""", NETWORK + "/virtualNetworks/myVnet/subnets/myNatCluster")
    # "az aks create" adds this role by itself, but asks Microsoft Graph for the principal.
    az.ok("role assignment create --assignee-object-id %s --assignee-principal-type ServicePrincipal --scope %s --role 'Network Contributor'"
          % (identity["principalId"], subnet), {"principalId": identity["principalId"]})
    az.ok("""aks create --resource-group myResourceGroup --name myNatCluster --location southcentralus --network-plugin azure --vnet-subnet-id %s
        --outbound-type userAssignedNATGateway --enable-managed-identity --assign-identity %s --generate-ssh-keys""" % (subnet, identity["id"]),
          {"networkProfile.outboundType": "userAssignedNATGateway", "identity.type": "UserAssigned", "provisioningState": "Succeeded",
           "identity.userAssignedIdentities.*.principalId": [identity["principalId"]], "networkProfile.natGatewayProfile.effectiveOutboundIPs": None,
           "agentPoolProfiles[].vnetSubnetId": [subnet]})
    az.ok("network public-ip list -g MC_myResourceGroup_myNatCluster_southcentralus --query [].ipAddress", {"@": []})


def feature(az):
    az.ok("feature register --namespace Microsoft.ContainerService --name DisableWindowsOutboundNATPreview",
          {"name": "Microsoft.ContainerService/DisableWindowsOutboundNATPreview", "properties.state": re.compile("Registering|Registered")})
    az.ok("""feature list -o table --query
        "[?contains(name, 'Microsoft.ContainerService/DisableWindowsOutboundNATPreview')].{Name:name,State:properties.state}" """, ["DisableWindowsOutboundNATPreview"])
    az.ok("provider register --namespace Microsoft.ContainerService --wait")
    az.ok("provider show --namespace Microsoft.ContainerService --query registrationState -o tsv", "Registered")
    az.eventually("feature show --namespace Microsoft.ContainerService --name DisableWindowsOutboundNATPreview --query properties.state -o tsv", "Registered")
    az.refused("feature show --namespace Microsoft.ContainerService --name NoSuchFeature", "NoSuchFeature")
    az.refused("provider show --namespace Microsoft.Nothing", "InvalidResourceNamespace")


def windows(az):
    # The document's name has ten characters, but names of Windows pools have at most six; the option was added after this version.
    add = "aks nodepool add --resource-group myResourceGroup --cluster-name myNatCluster --node-count 3 --os-type Windows"
    az.refused(add + " --name mynodepool", "InvalidParameter", "agentPoolProfile.name")
    flag = az.has("aks nodepool add", "--disable-windows-outbound-nat")
    if flag:
        az.ok(add + " --name npwin --disable-windows-outbound-nat")
    else:
        az.refused(add + " --name npwin --disable-windows-outbound-nat", "unrecognized arguments: --disable-windows-outbound-nat")
        body = os.path.join(az.work, "pool.json")
        with open(body, "w") as file:
            json.dump({"properties": {"count": 3, "vmSize": "Standard_D4s_v5", "osType": "Windows", "mode": "User", "type": "VirtualMachineScaleSets",
                                      "vnetSubnetID": NETWORK + "/virtualNetworks/myVnet/subnets/myNatCluster",
                                      "windowsProfile": {"disableOutboundNat": True}}}, file)
        pool = RG + "/Microsoft.ContainerService/managedClusters/myNatCluster/agentPools/npwin"
        az.ok("rest --method put --headers Authorization=simulated --url %s%s?api-version=2024-09-01 --body @%s" % (az.endpoint, pool, body),
              {"properties.windowsProfile.disableOutboundNat": True})
        az.ok("aks nodepool wait -g myResourceGroup --cluster-name myNatCluster --nodepool-name npwin --created --interval 1")
        az.ok("rest --method get --headers Authorization=simulated --url %s%s?api-version=2024-09-01" % (az.endpoint, pool),
              {"properties.windowsProfile.disableOutboundNat": True, "properties.provisioningState": "Succeeded"})
    az.ok("aks nodepool list -g myResourceGroup --cluster-name myNatCluster", {"[].osType": ["Linux", "Windows"], "[1].count": 3, "[1].provisioningState": "Succeeded"})
    az.ok("aks nodepool list -g myResourceGroup --cluster-name myNatCluster -o table", ["npwin", "Windows", "User"])
