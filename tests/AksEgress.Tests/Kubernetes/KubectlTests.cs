using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Tests.RunCommands;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.Kubernetes;

/// <summary>kubectl on a simulated cluster, and the effect of its Services on the network.</summary>
public sealed class KubectlTests : IDisposable
{
    private const string Vote = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: azure-vote-back
        spec:
          replicas: 1
          selector:
            matchLabels:
              app: azure-vote-back
          template:
            metadata:
              labels:
                app: azure-vote-back
            spec:
              nodeSelector:
                "beta.kubernetes.io/os": linux
              containers:
              - name: azure-vote-back
                image: redis
                resources:
                  requests:
                    cpu: 100m
                    memory: 128Mi
                  limits:
                    cpu: 250m
                    memory: 256Mi
                ports:
                - containerPort: 6379
                  name: redis
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: azure-vote-back
        spec:
          ports:
          - port: 6379
          selector:
            app: azure-vote-back
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: azure-vote-front
        spec:
          replicas: 1
          selector:
            matchLabels:
              app: azure-vote-front
          template:
            metadata:
              labels:
                app: azure-vote-front
            spec:
              nodeSelector:
                "beta.kubernetes.io/os": linux
              containers:
              - name: azure-vote-front
                image: microsoft/azure-vote-front:v1
                resources:
                  requests:
                    cpu: 100m
                    memory: 128Mi
                  limits:
                    cpu: 250m
                    memory: 256Mi
                ports:
                - containerPort: 80
                env:
                - name: REDIS
                  value: "azure-vote-back"
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: azure-vote-front
          annotations:
            service.beta.kubernetes.io/azure-load-balancer-internal: "true"
            service.beta.kubernetes.io/azure-load-balancer-internal-subnet: "contosofinsvcsubnet"
        spec:
          type: LoadBalancer
          ports:
          - port: 80
          selector:
            app: azure-vote-front
        """;

    private const string Internal = """
        apiVersion: v1
        kind: Service
        metadata:
          name: inner
          annotations:
            service.beta.kubernetes.io/azure-load-balancer-internal: "true"
        spec:
          type: LoadBalancer
          ports:
          - port: 80
          selector: {app: web}
        """;

    private readonly CommandWorld _world = new();

    private SimulatedArm Arm => _world.Arm;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_voting_app_works_completely()
    {
        Arm.Make(
            SimulatedArm.NetworkId(ClusterWorld.Contoso, "virtualNetworks", "contoso-vnet") + "/subnets/contosofinsvcsubnet",
            """{"properties":{"addressPrefix":"10.42.8.0/24"}}""");
        var zip = CommandWorld.Zip(("example.yaml", Vote));
        var logs = _world.Logs(
            "kubectl apply -f example.yaml && kubectl get services && sleep 30 && kubectl get service azure-vote-front", zip);
        var lines = logs.Split('\n');
        Assert.Equal(
            [
                "deployment.apps/azure-vote-back created", "service/azure-vote-back created", "deployment.apps/azure-vote-front created",
                "service/azure-vote-front created"
            ],
            lines[..4]);
        Assert.Matches(@"^NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE$", lines[4]);
        Assert.Matches(@"^azure-vote-back +ClusterIP +10\.0\.\d+\.\d+ +<none> +6379/TCP +\ds$", lines[5]);
        Assert.Matches(@"^azure-vote-front +LoadBalancer +10\.0\.\d+\.\d+ +<pending> +80:3\d{4}/TCP +\ds$", lines[6]);
        Assert.Matches(@"^kubernetes +ClusterIP +10\.0\.0\.1 +<none> +443/TCP +4d3h$", lines[7]);
        Assert.Matches(@"^web +LoadBalancer +10\.0\.\d+\.\d+ +20\.81\.5\.2 +80:30412/TCP +4d3h$", lines[8]);
        Assert.Matches(@"^azure-vote-front +LoadBalancer +10\.0\.\d+\.\d+ +10\.42\.8\.4 +80:3\d{4}/TCP +\d+s$", lines[10]);

        var balancer = Arm.Read(SimulatedArm.NetworkId(ClusterWorld.NodeGroup, "loadBalancers", "kubernetes-internal"));
        var frontend = Assert.Single(balancer["properties"]!["frontendIPConfigurations"]!.AsArray())!;
        Assert.Equal("10.42.8.4", (string?)frontend["properties"]!["privateIPAddress"]);
        Assert.EndsWith("-contosofinsvcsubnet", (string?)frontend["name"], StringComparison.Ordinal);
        Assert.Equal(80, (int)Assert.Single(balancer["properties"]!["loadBalancingRules"]!.AsArray())!["properties"]!["frontendPort"]!);
        var subnet = SimulatedArm.NetworkId(ClusterWorld.Contoso, "virtualNetworks", "contoso-vnet") + "/subnets/contosofinsvcsubnet";
        Assert.Equal(
            (string?)frontend["id"], (string?)Assert.Single(Arm.Read(subnet)["properties"]!["ipConfigurations"]!.AsArray())!["id"]);

        Assert.Equal(
            "0\n0\n28\n",
            _world.Logs(
                "curl -s -m 5 telnet://10.42.8.4:80; echo $?; curl -s -m 5 telnet://azure-vote-back:6379; echo $?; "
                    + "curl -s -m 5 telnet://azure-vote-back:80; echo $?"));
        Assert.Matches(@"azure-vote-back-[a-z0-9]{10}-[a-z0-9]{5} +1/1 +Running +0 +\d+m", _world.Logs("kubectl get pods"));
        Assert.Equal("service/azure-vote-front unchanged", _world.Logs("kubectl apply -f .", zip).Split('\n')[3]);

        // It is part of the state, which is saved and loaded without changes.
        using SimulatedArm other = new();
        other.Simulator.Load(Arm.Simulator.Save());
        Assert.Equal("service \"azure-vote-front\" deleted", _world.Logs("kubectl delete -f example.yaml", zip).Split('\n')[3]);
        Assert.Equal(
            HttpStatusCode.NotFound,
            Arm.Get(SimulatedArm.NetworkId(ClusterWorld.NodeGroup, "loadBalancers", "kubernetes-internal")).Status);
        Assert.Null(Arm.Read(subnet)["properties"]!["ipConfigurations"]);
        other.Delete(ClusterWorld.Cluster);
        Assert.Null(other.Read(subnet)["properties"]!["ipConfigurations"]);
    }

    [Fact]
    public void The_address_appears_after_some_seconds_also_in_the_next_process()
    {
        _world.Start("cat f.yaml | kubectl apply -f -", CommandWorld.Zip(("f.yaml", Internal)));
        using SimulatedArm other = new();
        other.Simulator.Load(Arm.Simulator.Save());
        var balancer = SimulatedArm.NetworkId(ClusterWorld.NodeGroup, "loadBalancers", "kubernetes-internal");
        Assert.Equal(HttpStatusCode.NotFound, other.Get(balancer).Status);
        other.Clock.Advance(40);
        Assert.Equal(
            "10.42.0.9", (string?)other.Read(balancer)["properties"]!["frontendIPConfigurations"]![0]!["properties"]!["privateIPAddress"]);
    }

    [Fact]
    public void A_fast_clock_that_advances_meanwhile_changes_nothing()
    {
        HastyClock clock = new();
        using SimulatedArm arm = new(new() { SampleWorld = true, Clock = clock });
        System.Text.Json.Nodes.JsonObject body = new()
        {
            ["command"] = "kubectl apply -f f.yaml; sleep 25; kubectl get svc inner",
            ["context"] = CommandWorld.Zip(("f.yaml", Internal))
        };
        var started = arm.Send("POST", ClusterWorld.Cluster + "/runCommand", body.ToJsonString());
        clock.Hours += 2;
        Assert.Contains(
            " 10.42.0.9 ", (string?)arm.Send("GET", started.Headers["Location"]).Body!["properties"]!["logs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_service_gets_an_address_and_releases_it()
    {
        var manifest = Internal.Replace("\"true\"", "\"false\"", StringComparison.Ordinal)
            .Replace("inner", "outer", StringComparison.Ordinal);
        var before = _world.World.Addresses().Length;
        var ip = _world.Logs(
            "kubectl apply -f f.yaml > /dev/null; sleep 30; kubectl get svc outer -o jsonpath='{.status.loadBalancer.ingress[0].ip}'",
            CommandWorld.Zip(("f.yaml", manifest)));
        Assert.Contains(ip, _world.World.Addresses());
        var frontends = Arm.Read(ClusterWorld.Balancer)["properties"]!["frontendIPConfigurations"]!.AsArray();
        Assert.Equal(3, frontends.Count);
        Assert.Equal("20.81.4.17\n", _world.Logs("curl -s https://icanhazip.com"));

        // It stays if the outbound type changes, and is removed only with its Service.
        _world.World.AttachTable();
        _world.UseFirewall(
            application: CommandWorld.Application(
                """{"name":"aks","sourceAddresses":["*"],"fqdnTags":["AzureKubernetesService"],"protocols":["""
                    + """{"protocolType":"Https","port":443}]}"""));
        _world.World.Make(static properties => ClusterWorld.SetType(properties, "userDefinedRouting"));
        Assert.Equal("service \"outer\" deleted\nservice \"web\" deleted\n", _world.Logs("kubectl delete svc outer web"));
        Assert.Equal(before - 2, _world.World.Addresses().Length);
        Assert.Equal(HttpStatusCode.NotFound, Arm.Get(ClusterWorld.Balancer).Status);
    }

    [Theory]
    [InlineData("10.42.1.200", "10.42.1.200")]
    [InlineData("10.42.0.3", "PrivateIPAddressInReservedRange")]
    [InlineData("10.99.0.4", "PrivateIPAddressNotInSubnet")]
    [InlineData("10.42.0.5", "PrivateIPAddressIsAllocated")]
    public void A_requested_address_is_assigned_if_it_is_free(string asked, string seen)
    {
        var manifest = Internal.Replace(
            "\"true\"", $"\"true\"\n    service.beta.kubernetes.io/azure-load-balancer-ipv4: {asked}", StringComparison.Ordinal);
        var logs = _world.Logs(
            "kubectl apply -f f.yaml; sleep 30; kubectl get svc inner; kubectl describe svc inner", CommandWorld.Zip(("f.yaml", manifest)));
        Assert.Contains(seen, logs, StringComparison.Ordinal);
        Assert.Equal(asked != seen, logs.Contains("<pending>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_changed_service_gets_another_address()
    {
        var zip = CommandWorld.Zip(("a.yaml", Internal), ("b.yaml", Internal.Replace("port: 80", "port: 8080", StringComparison.Ordinal)));
        Assert.Equal(
            "service/inner created\nservice/inner configured\n",
            _world.Logs("kubectl apply -f a.yaml; sleep 40; kubectl apply -f b.yaml; sleep 40", zip));
        var rule = Assert.Single(
            Arm.Read(
                SimulatedArm.NetworkId(
                    ClusterWorld.NodeGroup, "loadBalancers", "kubernetes-internal"))["properties"]!["loadBalancingRules"]!
                .AsArray())!;
        Assert.Equal(8080, (int)rule["properties"]!["frontendPort"]!);
    }

    [Fact]
    public void Pods_wait_for_images_that_the_nodes_cannot_pull()
    {
        _world.UseFirewall(
            application: CommandWorld.Application(
                """{"name":"aks","sourceAddresses":["*"],"fqdnTags":["AzureKubernetesService"],"protocols":["""
                    + """{"protocolType":"Https","port":443}]}"""));
        var deployment = Vote.Split("---")[0];
        Assert.Contains(
            "ImagePullBackOff",
            _world.Logs("kubectl apply -f f.yaml; sleep 60; kubectl get pods", CommandWorld.Zip(("f.yaml", deployment))),
            StringComparison.Ordinal);
        Assert.Contains(
            "Running",
            _world.Logs(
                "kubectl apply -f f.yaml; sleep 60; kubectl get pods",
                CommandWorld.Zip(
                    ("f.yaml", deployment.Replace("image: redis", "image: mcr.microsoft.com/oss/redis", StringComparison.Ordinal)))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kubectl get svc none", "Error from server (NotFound): services \"none\" not found\n", 1)]
    [InlineData("kubectl get deploy none", "Error from server (NotFound): deployments.apps \"none\" not found\n", 1)]
    [InlineData("kubectl get foo", "error: the server doesn't have a resource type \"foo\"\n", 1)]
    [InlineData("kubectl get pods", "No resources found in default namespace.\n", 0)]
    [InlineData("kubectl get svc web -o name", "service/web\n", 0)]
    [InlineData("kubectl get svc/web -o jsonpath='{.metadata.name}{\"\\n\"}'", "web\n", 0)]
    [InlineData("kubectl get svc -o jsonpath='{.items[*].metadata.name}'", "kubernetes web", 0)]
    [InlineData("kubectl frobnicate", "error: unknown command \"frobnicate\" for \"kubectl\"\n", 1)]
    [InlineData("kubectl get svc --bogus", "error: unknown flag: --bogus\nSee 'kubectl get --help' for usage.\n", 1)]
    [InlineData("kubectl apply -f none.yaml", "error: the path \"none.yaml\" does not exist\n", 1)]
    [InlineData("kubectl apply -f bad.yaml", "error: error parsing bad.yaml: error converting YAML to JSON: yaml: line ", 1)]
    [InlineData(
        "kubectl apply -f nokind.yaml",
        "error: error validating \"nokind.yaml\": error validating data: kind not set; if you choose to ignore these errors, turn "
            + "validation off with --validate=false\n",
        1)]
    [InlineData(
        "kubectl apply -f bool.yaml",
        "Error from server (BadRequest): error when creating \"bool.yaml\": Service in version \"v1\" cannot be handled as a Service: "
            + "json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.annotations of type string\n",
        1)]
    [InlineData(
        "kubectl apply -f unknown.yaml",
        "error: resource mapping not found for name: \"x\" namespace: \"\" from \"unknown.yaml\": no matches for kind \"Gizmo\" in version "
            + "\"v1\"\nensure CRDs are installed first\n",
        1)]
    [InlineData("kubectl apply -f noports.yaml", "The Service \"x\" is invalid: spec.ports: Required value\n", 1)]
    [InlineData(
        "kubectl apply -n shop -f ok.yaml",
        "Error from server (NotFound): error when creating \"ok.yaml\": namespaces \"shop\" not found\n",
        1)]
    [InlineData(
        "kubectl create ns shop; kubectl apply -n shop -f ok.yaml; kubectl get cm -n shop -o name; kubectl delete ns shop",
        "namespace/shop created\nconfigmap/x created\nconfigmap/x\nnamespace \"shop\" deleted\n",
        0)]
    [InlineData(
        "kubectl delete ns default",
        "Error from server (Forbidden): namespaces \"default\" is forbidden: this namespace may not be deleted\n",
        1)]
    [InlineData("kubectl delete cm none --ignore-not-found", "", 0)]
    [InlineData("kubectl version", "Client Version: v1.33.5\nKustomize Version: v5.6.0\nServer Version: v1.33.5\n", 0)]
    public void Simulated_kubectl_prints_kubectls_messages(string command, string logs, int code)
    {
        var result = _world.Run(command, CommandWorld.Zip(
            ("bad.yaml", "a: b: c\n"),
            ("nokind.yaml", "apiVersion: v1\nmetadata: {name: x}\n"),
            ("ok.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: b}\n"),
            ("bool.yaml", Internal.Replace("\"true\"", "true", StringComparison.Ordinal)),
            ("unknown.yaml", "apiVersion: v1\nkind: Gizmo\nmetadata: {name: x}\n"),
            ("noports.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {type: LoadBalancer}\n")));
        Assert.StartsWith(logs, result.Logs, StringComparison.Ordinal);
        Assert.True(logs.EndsWith("line ", StringComparison.Ordinal) || logs == result.Logs, result.Logs);
        Assert.Equal(code, result.ExitCode);
    }

    [Fact]
    public void Tables_and_documents_are_kubectls()
    {
        var logs = _world.Logs(
            "kubectl get nodes -o wide; kubectl get svc -A -o wide; kubectl get ns; kubectl get svc web -o yaml; kubectl get svc,ns");
        Assert.Matches(
            @"aks-nodepool1-\d{8}-vmss000000 +Ready +<none> +4d3h +v1\.33\.5 +10\.42\.0\.4 +<none> +Ubuntu 22\.04\.5 LTS +5\.15", logs);
        Assert.Matches(@"akswin1000001 +Ready ", logs);
        Assert.Matches(@"NAMESPACE +NAME +TYPE .*SELECTOR\n", logs);
        Assert.Matches(@"kube-system +Active +4d3h\n", logs);
        Assert.Contains("status:\n  loadBalancer:\n    ingress:\n    - ip: 20.81.5.2\n", logs, StringComparison.Ordinal);
        Assert.Contains("service/web ", logs, StringComparison.Ordinal);
    }

    [Fact]
    public void The_stored_objects_are_limited()
    {
        var map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: NAME}\ndata: {a: VALUE}\n";
        var large = map.Replace("VALUE", new string('x', 300_000), StringComparison.Ordinal).Replace("NAME", "l", StringComparison.Ordinal);
        var many = string.Join(
            "---\n", Enumerable.Range(0, 400).Select(index => map.Replace("NAME", $"c{index}", StringComparison.Ordinal)));
        var ports = "apiVersion: v1\nkind: Service\nmetadata: {name: NAME}\nspec:\n  type: LoadBalancer\n  ports:\n"
            + string.Concat(Enumerable.Range(1, 250).Select(static port => $"  - {{name: p{port}, port: {port}}}\n"));
        var services = string.Join(
            "---\n", Enumerable.Range(0, 7).Select(index => ports.Replace("NAME", $"s{index}", StringComparison.Ordinal)));
        var pods = string.Join(
            "---\n",
            Enumerable.Range(0, 5)
                .Select(static index =>
                    $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: d{index}}}\nspec: {{replicas: 1000, selector: "
                        + "{matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: "
                        + "redis}]}}}\n"));
        var zip = CommandWorld.Zip(
            ("large.yaml", large),
            ("many.yaml", many),
            ("more.yaml", many.Replace("name: c", "name: e", StringComparison.Ordinal)),
            ("last.yaml", many.Replace("name: c", "name: f", StringComparison.Ordinal)),
            ("services.yaml", services),
            ("pods.yaml", pods));
        Assert.Contains("Too long", _world.Run("kubectl apply -f large.yaml", zip).Logs, StringComparison.Ordinal);
        var logs = _world.Run(
            "kubectl apply -f services.yaml; sleep 60; kubectl get events; kubectl apply -f pods.yaml; kubectl get pods --no-headers > p; "
                + "kubectl get deploy",
            zip).Logs!;
        Assert.Contains("LoadBalancingRulesLimitReached", logs, StringComparison.Ordinal);
        Assert.Matches(@"d4 +\d+/1000 ", logs);
        Assert.Contains(
            "the simulator keeps 1000 objects",
            _world.Run("kubectl apply -f many.yaml; kubectl apply -f more.yaml; kubectl apply -f last.yaml", zip).Logs,
            StringComparison.Ordinal);
        Assert.InRange(Arm.Read(ClusterWorld.Balancer)["properties"]!["loadBalancingRules"]!.AsArray().Count, 1001, 1500);
    }

    // Every poll takes a minute, as with a large time scale.
    private sealed class HastyClock : TimeProvider
    {
        private static readonly DateTimeOffset s_start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
        private int _minutes;

        public double Hours { get; set; }

        public override DateTimeOffset GetUtcNow() => s_start.AddHours(Hours).AddMinutes(_minutes++);
    }

    public static TheoryData<string> Bombs() => new(
        "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d "
            + "[*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
        new string('[', 100_000),
        "a: " + new string('{', 50_000),
        string.Concat(Enumerable.Repeat("- ", 30_000)),
        string.Concat(Enumerable.Range(0, 5000).Select(static index => new string(' ', index % 60) + "a:\n")),
        string.Concat(Enumerable.Repeat("---\na: 1\n", 600)),
        "a: *none\n",
        "a: &a [*a]\n",
        "? [a]\n: b\n",
        "a: 1\na: 2\n",
        "%YAML 9.9\n---\na: 1\n",
        "a: !!binary x\u0001\n",
        "\"\\ud800\": \"\\ud800\"\n",
        "just text\n",
        "\t\n",
        "--- |\n",
        "<<: [1, {a: 1}]\n",
        "a: 1e999\nb: .inf\nc: 0x1F\nd: -\n",
        "@\n",
        "`\n");

    [Theory]
    [MemberData(nameof(Bombs))]
    public void Hostile_YAML_is_refused(string yaml)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var result = _world.Run("kubectl apply -f f.yaml", CommandWorld.Zip(("f.yaml", yaml)));
        Assert.Equal(("Succeeded", 1), (result.State, result.ExitCode));
        Assert.StartsWith("error: ", result.Logs, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }
}
