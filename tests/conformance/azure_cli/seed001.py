"""A cluster behind an Azure Firewall (seed document 001), the firewall through the CLI's own SDK, because its extension isn't available."""
import os
import re

from cli import SUBSCRIPTION

PREFIX = "contosofin"
RG = PREFIX + "-rg"
LOC = "eastus"
AKS_NAME = PREFIX + "aks"
VNET_NAME = PREFIX + "vnet"
AKSSUBNET_NAME = PREFIX + "akssubnet"
SVCSUBNET_NAME = PREFIX + "svcsubnet"
FWSUBNET_NAME = "AzureFirewallSubnet"
FWNAME = PREFIX + "fw"
FWPUBLICIP_NAME = PREFIX + "fwpublicip"
FWIPCONFIG_NAME = PREFIX + "fwconfig"
FWROUTE_TABLE_NAME = PREFIX + "fwrt"
FWROUTE_NAME = PREFIX + "fwrn"
FWROUTE_NAME_INTERNET = PREFIX + "fwinternet"
NETWORK = "%s/resourceGroups/%s/providers/Microsoft.Network" % (SUBSCRIPTION, RG)
VNETID = "%s/virtualNetworks/%s" % (NETWORK, VNET_NAME)
SUBNETID = "%s/subnets/%s" % (VNETID, AKSSUBNET_NAME)
FIREWALL = "%s/azureFirewalls/%s" % (NETWORK, FWNAME)

# "az ad sp create-for-rbac" uses Microsoft Graph, which isn't part of ARM, so this uses an existing application.
APPID = "33333333-3333-3333-3333-333333333333"
OBJECTID = "44444444-4444-4444-4444-444444444444"

# The list from the document.
FQDNS = ["aksrepos.azurecr.io", "*blob.core.windows.net", "mcr.microsoft.com", "*cdn.mscr.io", "*.data.mcr.microsoft.com",
         "management.azure.com", "login.microsoftonline.com", "ntp.ubuntu.com", "packages.microsoft.com", "acs-mirror.azureedge.net"]

INTERNAL = """apiVersion: v1
kind: Service
metadata:
  name: internal-app
  annotations:
    service.beta.kubernetes.io/azure-load-balancer-internal: "true"
    service.beta.kubernetes.io/azure-load-balancer-internal-subnet: "contosofinsvcsubnet"
spec:
  type: LoadBalancer
  ports:
  - port: 80
  selector:
    app: internal-app
"""


def run(az):
    subscription = az.ok("account show --query id -o tsv", SUBSCRIPTION.rsplit("/")[-1])
    network(az)
    public, private = firewall(az)
    routes(az, public, private, subscription)
    rules(az)
    cluster(az, public)
    service(az, public)
    az.ok("group delete -g %s --yes" % RG)
    az.ok("group exists -n %s -o tsv" % RG, "false")


def network(az):
    az.ok("group create --name %s --location %s" % (RG, LOC), {"properties.provisioningState": "Succeeded"})
    az.ok("""network vnet create --resource-group %s --name %s --address-prefixes 100.64.0.0/16
        --subnet-name %s --subnet-prefix 100.64.1.0/24""" % (RG, VNET_NAME, AKSSUBNET_NAME), {"newVNet.subnets[].name": [AKSSUBNET_NAME]})
    for name, prefix in ((SVCSUBNET_NAME, "100.64.2.0/24"), (FWSUBNET_NAME, "100.64.3.0/24")):
        az.ok("network vnet subnet create --resource-group %s --vnet-name %s --name %s --address-prefix %s" % (RG, VNET_NAME, name, prefix),
              {"addressPrefix": prefix, "provisioningState": "Succeeded"})
    az.ok("network vnet subnet list -g %s --vnet-name %s" % (RG, VNET_NAME), {"length(@)": 3})


def firewall(az):
    az.ok("network public-ip create -g %s -n %s -l %s --sku Standard" % (RG, FWPUBLICIP_NAME, LOC), {"publicIp.publicIPAllocationMethod": "Static"})
    client = az.network().azure_firewalls
    body = {"location": LOC, "properties": {"sku": {"name": "AZFW_VNet", "tier": "Standard"}}}
    az.sdk("network firewall create -g %s -n %s -l %s" % (RG, FWNAME, LOC), lambda: client.begin_create_or_update(RG, FWNAME, body).result(),
           {"id": FIREWALL, "provisioning_state": "Succeeded", "ip_configurations": []})

    def configure():
        current = client.get(RG, FWNAME)
        current.ip_configurations = [{"name": FWIPCONFIG_NAME, "subnet": {"id": "%s/subnets/%s" % (VNETID, FWSUBNET_NAME)},
                                      "public_ip_address": {"id": "%s/publicIPAddresses/%s" % (NETWORK, FWPUBLICIP_NAME)}}]
        return client.begin_create_or_update(RG, FWNAME, current).result()

    answer = az.sdk("network firewall ip-config create -f %s -n %s --public-ip-address %s --vnet-name %s" % (FWNAME, FWIPCONFIG_NAME, FWPUBLICIP_NAME, VNET_NAME),
                    configure, {"ip_configurations[0].name": FWIPCONFIG_NAME, "ip_configurations[0].private_ip_address": "100.64.3.4"})
    public = az.ok("network public-ip show -g %s -n %s --query ipAddress -o tsv" % (RG, FWPUBLICIP_NAME), re.compile(r"\d+\.\d+\.\d+\.\d+"))
    az.ok("network public-ip show -g %s -n %s --query ipConfiguration.id -o tsv" % (RG, FWPUBLICIP_NAME), FIREWALL + "/azureFirewallIpConfigurations/" + FWIPCONFIG_NAME)
    return public, answer["ip_configurations"][0]["private_ip_address"]


def routes(az, public, private, subscription):
    az.ok("network route-table create -g %s --name %s" % (RG, FWROUTE_TABLE_NAME), {"routes": []})
    az.ok("""network route-table route create -g %s --name %s --route-table-name %s --address-prefix 0.0.0.0/0
        --next-hop-type VirtualAppliance --next-hop-ip-address %s --subscription %s""" % (RG, FWROUTE_NAME, FWROUTE_TABLE_NAME, private, subscription),
          {"nextHopIpAddress": private})
    az.ok("network route-table route create -g %s --name %s --route-table-name %s --address-prefix %s/32 --next-hop-type Internet"
          % (RG, FWROUTE_NAME_INTERNET, FWROUTE_TABLE_NAME, public), {"addressPrefix": public + "/32", "nextHopType": "Internet"})
    az.ok("network route-table route list -g %s --route-table-name %s" % (RG, FWROUTE_TABLE_NAME), {"[].name": [FWROUTE_NAME, FWROUTE_NAME_INTERNET]})


def rules(az):
    client = az.network().azure_firewalls

    def add(member, collection):
        current = client.get(RG, FWNAME)
        setattr(current, member, (getattr(current, member) or []) + [collection])
        return client.begin_create_or_update(RG, FWNAME, current).result()

    az.sdk("network firewall network-rule create -f %s --collection-name aksfwnr -n netrules" % FWNAME, lambda: add("network_rule_collections", {
        "name": "aksfwnr", "priority": 100, "action": {"type": "Allow"}, "rules": [
            {"name": "netrules", "protocols": ["Any"], "source_addresses": ["*"], "destination_addresses": ["*"], "destination_ports": ["*"]}]}),
        {"network_rule_collections[0].rules[0].protocols": ["Any"], "network_rule_collections[0].provisioning_state": "Succeeded"})
    az.sdk("network firewall application-rule create -f %s --collection-name AKS_Global_Required -n required" % FWNAME, lambda: add("application_rule_collections", {
        "name": "AKS_Global_Required", "priority": 100, "action": {"type": "Allow"}, "rules": [
            {"name": "required", "source_addresses": ["*"], "target_fqdns": FQDNS,
             "protocols": [{"protocol_type": "Http", "port": 80}, {"protocol_type": "Https", "port": 443}]}]}),
        {"application_rule_collections[0].rules[0].target_fqdns": FQDNS, "network_rule_collections[0].name": "aksfwnr"})
    az.sdk_refused("network firewall network-rule create --priority 100 (taken)", lambda: add("network_rule_collections", {
        "name": "second", "priority": 100, "action": {"type": "Allow"}, "rules": [
            {"name": "r", "protocols": ["TCP"], "source_addresses": ["*"], "destination_addresses": ["*"], "destination_ports": ["443"]}]}), "Priority")
    az.ok("network vnet subnet update -g %s --vnet-name %s --name %s --route-table %s" % (RG, VNET_NAME, AKSSUBNET_NAME, FWROUTE_TABLE_NAME),
          {"routeTable.id": "%s/routeTables/%s" % (NETWORK, FWROUTE_TABLE_NAME)})


def cluster(az, public):
    az.ok("network vnet show -g %s --name %s --query id -o tsv" % (RG, VNET_NAME), VNETID)
    # By the principal's own id: for --assignee, the CLI would use Microsoft Graph. It would also do so for the role on the subnet
    # that "az aks create" adds if it is missing.
    az.ok("role assignment create --assignee-object-id %s --assignee-principal-type ServicePrincipal --scope %s --role Contributor" % (OBJECTID, VNETID),
          {"principalId": OBJECTID, "principalType": "ServicePrincipal", "scope": VNETID, "roleDefinitionId": re.compile(".*/b24988ac-6180-42a0-ab88-20f7382dd24c")})
    az.refused("role assignment create --assignee-object-id %s --assignee-principal-type ServicePrincipal --scope %s --role Missing" % (OBJECTID, VNETID),
               "Role 'Missing' doesn't exist")
    az.ok("role assignment create --assignee-object-id %s --assignee-principal-type ServicePrincipal --scope %s --role 'Network Contributor'" % (OBJECTID, SUBNETID),
          {"scope": SUBNETID})
    az.ok("""aks create -g %s -n %s -l %s --node-count 3 --network-plugin azure --generate-ssh-keys --service-cidr 192.168.0.0/16
        --dns-service-ip 192.168.0.10 --docker-bridge-address 172.22.0.1/29 --vnet-subnet-id %s --service-principal %s --client-secret not-a-secret
        --load-balancer-sku standard --outbound-type userDefinedRouting --api-server-authorized-ip-ranges %s"""
          % (RG, AKS_NAME, LOC, SUBNETID, APPID, public),
          {"provisioningState": "Succeeded", "networkProfile.outboundType": "userDefinedRouting", "networkProfile.serviceCidr": "192.168.0.0/16",
           "networkProfile.dnsServiceIp": "192.168.0.10", "networkProfile.loadBalancerSku": re.compile("(?i)standard"), "networkProfile.loadBalancerProfile": None,
           "servicePrincipalProfile.clientId": APPID, "servicePrincipalProfile.secret": None, "identity": None, "agentPoolProfiles[].count": [3],
           "apiServerAccessProfile.authorizedIpRanges[0]": re.compile(re.escape(public) + "(/32)?")})
    az.ok("aks update -g %s -n %s --api-server-authorized-ip-ranges 20.10.0.7/32" % (RG, AKS_NAME),
          {"apiServerAccessProfile.authorizedIpRanges": ["20.10.0.7/32"], "networkProfile.outboundType": "userDefinedRouting"})
    # The document's update removes the firewall's own address and so blocks the nodes. So both are specified:
    az.ok("aks update -g %s -n %s --api-server-authorized-ip-ranges %s/32,20.10.0.7/32" % (RG, AKS_NAME, public),
          {"apiServerAccessProfile.authorizedIpRanges": [public + "/32", "20.10.0.7/32"]})
    kubeconfig = os.path.join(az.work, "kubeconfig")
    az.ok("aks get-credentials -g %s -n %s --file %s" % (RG, AKS_NAME, kubeconfig))
    import yaml
    with open(kubeconfig) as written:
        document = yaml.safe_load(written)
    assert document["current-context"] == AKS_NAME, document["current-context"]
    assert document["clusters"][0]["cluster"]["server"].endswith(".hcp.eastus.azmk8s.io:443"), document["clusters"][0]["cluster"]["server"]
    assert document["users"][0]["name"] == "clusterUser_%s_%s" % (RG, AKS_NAME), document["users"][0]["name"]


def service(az, public):
    # kubectl runs through the run command, because a simulated API server can't be reached directly.
    manifest = os.path.join(az.work, "internal-lb.yaml")
    with open(manifest, "w") as file:
        file.write(INTERNAL)
    az.ok("aks command invoke -g %s -n %s --file %s --command 'kubectl apply -f internal-lb.yaml' -o json" % (RG, AKS_NAME, manifest),
          {"exitCode": 0, "logs": "service/internal-app created\n"})
    az.ok("aks command invoke -g %s -n %s --command 'kubectl get service internal-app'" % (RG, AKS_NAME), ["100.64.2.4", "LoadBalancer"])
    az.ok("network lb list -g MC_%s_%s_%s" % (RG, AKS_NAME, LOC), {"[].name": ["kubernetes-internal"],
          "[0].frontendIPConfigurations[0].subnet.id": "%s/subnets/%s" % (VNETID, SVCSUBNET_NAME), "[0].frontendIPConfigurations[0].privateIPAddress": "100.64.2.4"})
    client = az.network().azure_firewalls

    def add():
        current = client.get(RG, FWNAME)
        current.nat_rule_collections = [{"name": "exampleset", "priority": 100, "action": {"type": "Dnat"}, "rules": [
            {"name": "inboundrule", "protocols": ["Any"], "source_addresses": ["*"], "destination_addresses": [public], "destination_ports": ["80"],
             "translated_address": "100.64.2.4", "translated_port": "80"}]}]
        return client.begin_create_or_update(RG, FWNAME, current).result()

    az.sdk("network firewall nat-rule create --collection-name exampleset --translated-address 100.64.2.4", add,
           {"nat_rule_collections[0].rules[0].translated_address": "100.64.2.4", "application_rule_collections[0].name": "AKS_Global_Required"})
