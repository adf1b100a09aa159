"""The read commands of administrators: lists, versions, sizes, quotas, node pools, and the life cycle of a cluster."""
import re

from cli import SUBSCRIPTION

# contoso-aks is in the sample resources that the lab serves: load balancer, BYO network, a Windows pool.
CLUSTER = "-g contoso-rg -n contoso-aks"
POOL = "-g contoso-rg --cluster-name contoso-aks"
NODES = "MC_contoso-rg_contoso-aks_eastus"


def run(az):
    subscription(az)
    versions(az)
    networks(az)
    pools(az)
    life(az)


def subscription(az):
    az.ok("account list-locations", {"length([?name=='southcentralus'])": 1, "[?name=='eastus']|[0].metadata.regionType": "Physical",
                                     "[?name=='eastus']|[0].metadata.pairedRegion[0].name": "westus"})
    az.ok("provider list --query [].namespace -o tsv", ["Microsoft.Network", "Microsoft.ContainerService", "Microsoft.Compute"])
    az.ok("provider show -n Microsoft.ContainerService --query \"resourceTypes[?resourceType=='managedClusters'].apiVersions[]\" -o tsv", ["2026-06-01", "2022-11-01"])
    az.ok("resource list -g contoso-rg", {"length([?resourceGroup!='contoso-rg'])": 0, "[?name=='contoso-aks']|[0].type": "Microsoft.ContainerService/managedClusters",
                                          "[?name=='contoso-aks']|[0].provisioningState": "Succeeded"})
    az.ok("resource list --name contoso-aks", {"length(@)": 1})
    az.ok("resource list --resource-type Microsoft.Network/azureFirewalls", {"[].name": ["contoso-fw"]})
    az.ok("resource list -l westeurope", {"length([?location!='westeurope'])": 0})
    az.ok("resource show -g contoso-rg -n contoso-aks --resource-type Microsoft.ContainerService/managedClusters --query name -o tsv", "contoso-aks")
    az.ok("resource show -g contoso-rg -n contoso-vnet --namespace Microsoft.Network --resource-type virtualNetworks --query name -o tsv", "contoso-vnet")
    az.ok("role definition list --name 'Network Contributor'", {"[].name": ["4d97b98b-1d4f-4787-a291-c67834d212e7"], "[].roleType": ["BuiltInRole"]})
    az.ok("identity show -g contoso-rg -n contoso-aks-identity", {"principalId": re.compile("[0-9a-f-]{36}")})
    az.ok("lock list -g contoso-rg", {"@": []})
    az.refused("group show -n nowhere", "ResourceGroupNotFound", "Resource group 'nowhere' could not be found.")
    az.refused("aks show -g contoso-rg -n nowhere", "ResourceNotFound", "Microsoft.ContainerService/managedClusters/nowhere")


def versions(az):
    az.ok("aks get-versions -l eastus", {"length(orchestrators[?default])": 1, "length(orchestrators) > `2`": True, "orchestrators[0].orchestratorType": "Kubernetes"})
    az.ok("aks get-versions -l eastus -o table", ["KubernetesVersion", "Upgrades"])
    az.ok("aks get-upgrades " + CLUSTER, {"controlPlaneProfile.kubernetesVersion": re.compile(r"1\.\d+\.\d+"), "name": "default"})
    az.ok("aks get-upgrades %s -o table" % CLUSTER, ["MasterVersion", "Upgrades"])
    az.ok("aks nodepool get-upgrades %s --nodepool-name nodepool1" % POOL, {"latestNodeImageVersion": re.compile("AKSUbuntu-.*")})
    az.ok("vm list-skus -l eastus --size Standard_DS2_v2 --query \"[].{n:name,t:resourceType}\"", {"@": [{"n": "Standard_DS2_v2", "t": "virtualMachines"}]})
    az.ok("network list-usages -l eastus", {"length([?name.value=='RouteTables'])": 1})


def networks(az):
    firewall = az.ok("resource show -g contoso-rg -n contoso-fw --resource-type Microsoft.Network/azureFirewalls --query properties.ipConfigurations[0].properties.privateIPAddress -o tsv")
    az.ok("network vnet check-ip-address -g contoso-rg -n contoso-vnet --ip-address " + firewall, {"available": False, "length(availableIPAddresses)": 5})
    az.ok("network vnet check-ip-address -g contoso-rg -n contoso-vnet --ip-address %s.40" % firewall.rsplit(".", 1)[0], {"available": True})
    az.refused("network vnet check-ip-address -g contoso-rg -n contoso-vnet --ip-address 192.0.2.1", "PrivateIPAddressNotInAnySubnet")
    az.ok("network lb list -g " + NODES, {"[].name": ["kubernetes"]})
    az.ok("network lb frontend-ip list -g %s --lb-name kubernetes" % NODES, {"[0].outboundRules[0].id": re.compile(".*/outboundRules/aksOutboundRule")})
    az.ok("network lb address-pool list -g %s --lb-name kubernetes" % NODES, {"contains([].name, 'aksOutboundBackendPool')": True})
    az.ok("network public-ip list -g %s -o table" % NODES, ["Succeeded", "eastus"])
    az.ok("network nsg create -g contoso-rg -n extra", {"NewNSG.provisioningState": "Succeeded", "length(NewNSG.defaultSecurityRules)": 6})
    az.ok("network nsg rule create -g contoso-rg --nsg-name extra -n https --priority 100 --destination-port-ranges 443 --access Allow", {"destinationPortRange": "443"})
    az.ok("network nsg rule list -g contoso-rg --nsg-name extra", {"[].name": ["https"]})
    az.ok("network nsg delete -g contoso-rg -n extra")
    az.ok("network vnet create -g contoso-rg -n spoke --address-prefixes 10.200.0.0/16", {"newVNet.provisioningState": "Succeeded"})
    az.ok("network vnet peering create -g contoso-rg -n to-hub --vnet-name spoke --remote-vnet contoso-vnet --allow-vnet-access", {"peeringState": "Initiated"})
    az.ok("network vnet delete -g contoso-rg -n spoke")


def pools(az):
    subnet = az.ok("aks nodepool show %s -n nodepool1 --query vnetSubnetId -o tsv" % POOL, re.compile(SUBSCRIPTION + "/.*/subnets/.*"))
    az.ok("aks nodepool add %s -n extra --node-count 1 --vnet-subnet-id %s --labels a=b" % (POOL, subnet),
          {"provisioningState": "Succeeded", "count": 1, "nodeLabels": {"a": "b"}, "mode": "User"})
    az.ok("aks nodepool scale %s -n extra --node-count 2" % POOL, {"count": 2})
    az.ok("aks nodepool upgrade %s -n nodepool1 --node-image-only" % POOL)
    az.ok("aks upgrade %s --node-image-only --yes" % CLUSTER)  # Begins at all pools without waiting.
    az.ok("aks nodepool wait %s --nodepool-name extra --updated --interval 1" % POOL)
    az.ok("aks nodepool delete %s -n extra" % POOL)
    az.ok("aks nodepool list %s" % POOL, {"contains([].name, 'extra')": False})
    az.refused("aks nodepool show %s -n extra" % POOL, "NotFound", "extra")


def life(az):
    az.ok("aks update %s --tags stage=test" % CLUSTER, {"tags.stage": "test"})
    az.ok("resource tag --ids %s/resourceGroups/contoso-rg/providers/Microsoft.Network/virtualNetworks/contoso-vnet --tags stage=test" % SUBSCRIPTION, {"tags.stage": "test"})
    az.ok("aks command invoke %s --command 'kubectl get nodes'" % CLUSTER, ["Ready", "exitcode=0"])
    az.ok("aks stop " + CLUSTER)
    az.ok("aks show %s --query powerState.code -o tsv" % CLUSTER, "Stopped")
    az.ok("aks start " + CLUSTER)
    az.ok("aks show %s --query powerState.code -o tsv" % CLUSTER, "Running")
    az.ok("aks rotate-certs %s --yes" % CLUSTER)
