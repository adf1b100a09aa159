"""An Azure Firewall with the rules of a policy, through the CLI's own SDK."""
from cli import SUBSCRIPTION

RG = "policy-rg"
NETWORK = "%s/resourceGroups/%s/providers/Microsoft.Network" % (SUBSCRIPTION, RG)
POLICY = NETWORK + "/firewallPolicies/aks-policy"


def run(az):
    az.ok("group create -n %s -l northeurope" % RG)
    az.ok("network vnet create -g %s -n hub --address-prefixes 10.9.0.0/16 --subnet-name AzureFirewallSubnet --subnet-prefix 10.9.0.0/26" % RG,
          {"newVNet.subnets[].name": ["AzureFirewallSubnet"]})
    az.ok("network public-ip create -g %s -n fw-ip --sku Standard" % RG)
    client = az.network()
    az.sdk("network firewall policy create -n aks-policy --sku Standard", lambda: client.firewall_policies.begin_create_or_update(
        RG, "aks-policy", {"location": "northeurope", "sku": {"tier": "Standard"}, "threat_intel_mode": "Alert"}).result(),
        {"id": POLICY, "provisioning_state": "Succeeded", "sku.tier": "Standard", "threat_intel_mode": "Alert"})
    group = {"priority": 200, "rule_collections": [{
        "rule_collection_type": "FirewallPolicyFilterRuleCollection", "name": "required", "priority": 100, "action": {"type": "Allow"}, "rules": [
            {"rule_type": "ApplicationRule", "name": "aks", "source_addresses": ["*"], "protocols": [{"protocol_type": "Https", "port": 443}], "fqdn_tags": ["AzureKubernetesService"]}]}]}
    az.sdk("network firewall policy rule-collection-group create -n aks", lambda: client.firewall_policy_rule_collection_groups.begin_create_or_update(
        RG, "aks-policy", "aks", group).result(),
        {"priority": 200, "rule_collections[0].rules[0].fqdn_tags": ["AzureKubernetesService"], "rule_collections[0].rule_collection_type": "FirewallPolicyFilterRuleCollection"})
    firewall = {"location": "northeurope", "sku": {"name": "AZFW_VNet", "tier": "Standard"}, "firewall_policy": {"id": POLICY}, "ip_configurations": [
        {"name": "one", "subnet": {"id": NETWORK + "/virtualNetworks/hub/subnets/AzureFirewallSubnet"}, "public_ip_address": {"id": NETWORK + "/publicIPAddresses/fw-ip"}}]}
    az.sdk("network firewall create -n fw --firewall-policy aks-policy", lambda: client.azure_firewalls.begin_create_or_update(RG, "fw", firewall).result(),
           {"firewall_policy.id": POLICY, "ip_configurations[0].private_ip_address": "10.9.0.4"})
    az.sdk("network firewall policy show -n aks-policy", lambda: client.firewall_policies.get(RG, "aks-policy"),
           {"firewalls[].id": [NETWORK + "/azureFirewalls/fw"], "rule_collection_groups[].id": [POLICY + "/ruleCollectionGroups/aks"]})
    az.sdk_refused("network firewall policy delete -n aks-policy (in use)", lambda: client.firewall_policies.begin_delete(RG, "aks-policy").result(), "azureFirewalls/fw")
    az.refused("network public-ip delete -g %s -n fw-ip" % RG, "PublicIPAddressCannotBeDeleted")
    az.sdk("network firewall delete -n fw", lambda: client.azure_firewalls.begin_delete(RG, "fw").result())
    az.sdk("network firewall policy delete -n aks-policy", lambda: client.firewall_policies.begin_delete(RG, "aks-policy").result())
    az.ok("network public-ip delete -g %s -n fw-ip" % RG)
    az.ok("group delete -n %s --yes" % RG)
