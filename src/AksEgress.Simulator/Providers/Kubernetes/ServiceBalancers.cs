using System.Text.Json.Nodes;
using AksEgress.Simulator.Providers.EgressPaths;
using AksEgress.Simulator.World;
using AksEgress.Simulator.World.Documents;
using AksEgress.Simulator.World.Requests;

namespace AksEgress.Simulator.Providers.Kubernetes;

/// <summary>
/// The work of AKS's cloud provider for Services of type LoadBalancer: frontends, rules, and probes on kubernetes or
/// kubernetes-internal, and public IP addresses. Deleting the Service deletes all of them. Names as the cloud provider forms them.
/// </summary>
internal sealed class ServiceBalancers(SimulatedWorld world, LongRunning operations, KubernetesState state)
{
    /// <summary>The name of the operation that creates a load balancer.</summary>
    public const string Action = "kubernetesService";

    private const string Retry = "retry";
    private const int MaxRules = 1500;

    // Not measured: ten seconds to a minute in many public transcripts.
    private const double Seconds = 20;

    private readonly NodeNetwork _network = new(world, state.Cluster);

    /// <summary>True if a Service has type LoadBalancer.</summary>
    public static bool IsLoadBalancer(JsonObject service) =>
        service.Object("spec").Text("type") == "LoadBalancer" && service.Object("spec").Text("loadBalancerClass") is null;

    /// <summary>Starts to create the resources of a Service.</summary>
    public void Begin(JsonObject service, DateTimeOffset now)
    {
        var key = Key(service);

        // The pod's time differs from the simulation's: commands run immediately, however long they take, while a fast clock
        // continues.
        var operation = operations.StartUntil(
            state.Path, state.Cluster.Location, OperationEffect.Action, $"{state.Path.Key}/{key}", now.AddSeconds(Seconds), Action);
        state.Pending[key] = operation.Id.ToString();
        state.Note(service, "Normal", "EnsuringLoadBalancer", "Ensuring load balancer", now);
        state.Changed();
    }

    /// <summary>Creates what is due, and retries what failed.</summary>
    public void Settle(DateTimeOffset now)
    {
        foreach ((var key, var value) in state.Pending.ToArray())
        {
            var text = value.AsText() ?? "";
            if (text != Retry && Guid.TryParse(text, out var id) && world.Operations.Find(id) is { } operation && operation.Due > now)
            {
                continue;
            }

            var parts = key.Split('/', 2);
            if (parts.Length != 2 || state.Find("Service", parts[0], parts[1]) is not { } service || !IsLoadBalancer(service))
            {
                state.Pending.Remove(key);
                state.Changed();
                continue;
            }

            Make(service, key, now);
        }
    }

    /// <summary>Releases the resources of a Service.</summary>
    public void Release(JsonObject service)
    {
        if (state.Pending.Remove(Key(service)))
        {
            state.Changed();
        }

        var name = BalancerName(service);
        foreach (var balancer in (string[])["kubernetes", "kubernetes-internal"])
        {
            Strip(balancer, name);
        }

        foreach (var address in _network.Nodes.All("publicIPAddresses")
            .Where(address =>
                ResourceId.Is(address.Document.Text("name"), "kubernetes-" + name)
                    && address.Document.Object("properties").Object("ipConfiguration") is null))
        {
            _network.Nodes.Remove(address);
        }
    }

    /// <summary>True if a Service's load balancer is internal.</summary>
    public static bool IsInternal(JsonObject service) => ResourceId.Is(Annotation(service, "azure-load-balancer-internal"), "true");

    private static string? Annotation(JsonObject service, string name) =>
        service.Object("metadata").Object("annotations").Text("service.beta.kubernetes.io/" + name);

    private static string Key(JsonObject service) => $"{KubernetesState.Namespace(service)}/{KubernetesState.Name(service)}";

    private static string BalancerName(JsonObject service)
    {
        var name = "a" + (service.Object("metadata").Text("uid") ?? "").Replace("-", "", StringComparison.Ordinal);
        return name.Length <= 32 ? name : name[..32];
    }

    private void Make(JsonObject service, string key, DateTimeOffset now)
    {
        var fault = Full(service);
        var address = fault is not null ? null : IsInternal(service) ? MakeInternal(service, out fault) : MakePublic(service, out fault);
        if (address is null)
        {
            state.Pending[key] = Retry;
            state.Note(
                service, "Warning", "SyncLoadBalancerFailed", $"Error syncing load balancer: failed to ensure load balancer: {fault}", now);
            return;
        }

        service.Ensure("status")["loadBalancer"] = new JsonObject
        {
            ["ingress"] = new JsonArray(new JsonObject { ["ip"] = address, ["ipMode"] = "VIP" })
        };
        state.Pending.Remove(key);
        state.Note(service, "Normal", "EnsuredLoadBalancer", "Ensured load balancer", now);
        state.Changed();
    }

    // Azure's limit of a Standard load balancer; in most regions, addresses run out long before.
    private string? Full(JsonObject service)
    {
        var rules = _network
            .Nodes.All("loadBalancers")
            .Sum(static balancer => balancer.Document.Object("properties").Array("loadBalancingRules")?.Count ?? 0);
        return rules + (service.Object("spec").Array("ports")?.Count ?? 0) > MaxRules
            ? $"LoadBalancingRulesLimitReached: load balancers can have {MaxRules} rules"
            : null;
    }

    private static string? Asked(JsonObject service) =>
        Annotation(service, "azure-load-balancer-ipv4")
            ?? (service.Object("spec").Text("loadBalancerIP") is { Length: > 0 } asked ? asked : null);

    private string? MakeInternal(JsonObject service, out string? fault)
    {
        var named = Annotation(service, "azure-load-balancer-internal-subnet") is { Length: > 0 } text ? text : null;
        var subnet = named is null ? (_network.SubnetId is { } own ? (own, _network.Subnet) : null) : _network.FindSubnet(named);
        if (subnet is not { Properties: not null })
        {
            fault = $"ensure(default/{KubernetesState.Name(service)}): failed to get subnet: {RequestErrors.Shorten(named ?? "")} was not "
                + $"found in virtual network {_network.Network?.Path?.Name}";
            return null;
        }

        FreeAddresses addresses = new(world, _network, subnet.Value.Id, subnet.Value.Properties);
        var asked = Asked(service);
        fault = asked is null ? null : addresses.Refusal(asked);
        var address = fault is null ? asked ?? addresses.FirstFree() : null;
        if (address is null)
        {
            fault ??= $"subnet {RequestErrors.Shorten(subnet.Value.Id)} does not have enough capacity for 1 IP addresses";
            return null;
        }

        var name = BalancerName(service);
        var frontend = named is null ? name : $"{name}-{named}";
        Add("kubernetes-internal", service, frontend, new JsonObject
        {
            ["privateIPAddress"] = address,
            ["privateIPAllocationMethod"] = asked is null ? "Dynamic" : "Static",
            ["privateIPAddressVersion"] = "IPv4",
            ["subnet"] = Json.Reference(subnet.Value.Id),
        });
        return address;
    }

    private string? MakePublic(JsonObject service, out string? fault)
    {
        fault = null;
        var name = BalancerName(service);
        Resource? address;
        if (Asked(service) is { } asked)
        {
            var group = Annotation(service, "azure-load-balancer-resource-group") is { Length: > 0 } other
                ? other
                : _network.Nodes.GroupName;
            var collection =
                $"/subscriptions/{_network.Nodes.Subscription}/resourcegroups/{group}/providers/microsoft.network/publicipaddresses"
                    .ToLowerInvariant();
            address = world
                .Store.Collection(collection)
                .Select(world.Store.Find)
                .FirstOrDefault(item => item!.Document.Object("properties").Text("ipAddress") == asked);
            var user = address?.Document.Object("properties").Object("ipConfiguration").Text("id");
            fault = address is null
                ? $"findMatchedPIPByLoadBalancerIP: cannot find public IP with IP address {RequestErrors.Shorten(asked)} in resource group "
                    + $"{RequestErrors.Shorten(group)}"
                : user is not null ? $"public IP {asked} is in use by {user}"
                : null;
        }
        else
        {
            address = _network.Nodes.Put("publicIPAddresses", "kubernetes-" + name, new JsonObject
            {
                ["tags"] = new JsonObject { ["k8s-azure-cluster-name"] = "kubernetes", [ServiceImport.Tag] = Key(service) },
                ["sku"] = new JsonObject { ["name"] = "Standard", ["tier"] = "Regional" },
                ["properties"] = new JsonObject
                {
                    ["publicIPAddressVersion"] = "IPv4",
                    ["publicIPAllocationMethod"] = "Static",
                    ["idleTimeoutInMinutes"] = 4
                },
            });
        }

        if (fault is not null || address is null)
        {
            return null;
        }

        Add("kubernetes", service, name, new JsonObject { ["publicIPAddress"] = Json.Reference(address.Id) });
        return address.Document.Object("properties").Text("ipAddress");
    }

    private void Add(string balancer, JsonObject service, string frontend, JsonObject properties)
    {
        Strip(balancer, BalancerName(service), keepEmpty: true);
        var existing = _network.Nodes.Find("loadBalancers", balancer);
        var body = existing?.Document.Copy()
            ?? new JsonObject { ["sku"] = new JsonObject { ["name"] = "Standard", ["tier"] = "Regional" } };
        var all = body.Ensure("properties");
        var id = existing?.Id ?? _network.Nodes.Id("loadBalancers", balancer);
        List(all, "frontendIPConfigurations").Add(new JsonObject { ["name"] = frontend, ["properties"] = properties });
        if (!List(all, "backendAddressPools").Objects().Any(static pool => pool.Text("name") == "kubernetes"))
        {
            List(all, "backendAddressPools").Add(new JsonObject { ["name"] = "kubernetes", ["properties"] = new JsonObject() });
        }

        foreach (var port in service.Object("spec").Array("ports").Objects())
        {
            var protocol = port.Text("protocol") ?? "TCP";
            var name = $"{frontend}-{protocol}-{port.Number("port")}";
            JsonObject rule = new()
            {
                ["frontendIPConfiguration"] = Json.Reference($"{id}/frontendIPConfigurations/{frontend}"),
                ["frontendPort"] = port["port"]?.DeepClone(),
                ["backendPort"] = port["port"]?.DeepClone(),
                ["enableFloatingIP"] = true,
                ["idleTimeoutInMinutes"] = 4,
                ["protocol"] = protocol == "UDP" ? "Udp" : "Tcp",
                ["enableTcpReset"] = true,
                ["loadDistribution"] = "Default",
                ["disableOutboundSnat"] = true,
                ["backendAddressPool"] = Json.Reference($"{id}/backendAddressPools/kubernetes"),
            };
            if (protocol == "TCP")
            {
                JsonObject probe = new()
                {
                    ["protocol"] = "Tcp",
                    ["port"] = port["nodePort"]?.DeepClone(),
                    ["intervalInSeconds"] = 5,
                    ["numberOfProbes"] = 2
                };
                List(all, "probes").Add(new JsonObject { ["name"] = name, ["properties"] = probe });
                rule["probe"] = Json.Reference($"{id}/probes/{name}");
            }

            List(all, "loadBalancingRules").Add(new JsonObject { ["name"] = name, ["properties"] = rule });
        }

        _network.Nodes.Put("loadBalancers", balancer, body);
    }

    // Everything of a Service has its name as a prefix. A load balancer without frontends is deleted.
    private void Strip(string balancer, string name, bool keepEmpty = false)
    {
        if (_network.Nodes.Find("loadBalancers", balancer) is not { } existing)
        {
            return;
        }

        var body = existing.Document.Copy();
        var all = body.Ensure("properties");
        var changed = false;
        foreach (var member in (string[])["loadBalancingRules", "probes", "frontendIPConfigurations"])
        {
            foreach (var item in all
                .Array(member)
                .Objects()
                .Where(item => item.Text("name") is { } own && (own == name || own.StartsWith(name + "-", StringComparison.Ordinal)))
                .ToArray())
            {
                changed |= all.Array(member)!.Remove(item);
            }
        }

        if (!keepEmpty && all.Array("frontendIPConfigurations") is null or { Count: 0 })
        {
            _network.Nodes.Remove(existing);
        }
        else if (changed)
        {
            _network.Nodes.Put("loadBalancers", balancer, body);
        }
    }

    private static JsonArray List(JsonObject properties, string member)
    {
        if (properties.Array(member) is { } list)
        {
            return list;
        }

        JsonArray made = [];
        properties[member] = made;
        return made;
    }
}
