using System.Net;
using System.Text;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.RunCommands;

/// <summary>Whatever the command or manifest, the simulator answers as ARM would: a defect of its own would be a 500.</summary>
public sealed class CommandFuzzTests
{
    private static readonly string[] s_words =
    [
        "echo", "cat", "exit", "set", "-e", "+", "-", "export", "A=1", "$A", "${A}", "${", "$?", "\"", "'", "\\", "\n", ";", "&&", "||",
        "|", "&", ">", ">>", "<", "<<", "<<E", "E", "2>&1", "&>", "/dev/null", "f.yaml", "curl", "-sS", "-o", "-w", "%{http_code}",
        "--max-time", "10", "-m", "https://api.ipify.org", "http://", "://", "https://[::1]/", "https://1.2.3.4:99999", "https://a.invalid",
        "nc", "-z", "-w", "5", "-sv", "telnet://web:80", "</dev/null", "host", "80", "99999", "10.42.0.4", "::1", "example.com", "web",
        "kubectl", "get", "svc", "svc/web",
        "svc,deploy", "pods", "nodes", "all", "-A", "-n", "x", "-o", "json", "yaml", "wide", "jsonpath={.items[*]}",
        "jsonpath={.a['b'][0]}", "jsonpath={", "jsonpath={..a}", "-l", "a=b", "a!=", "apply", "-f", ".", "-R", "delete", "describe",
        "version", "sleep", "1", "ls", "é\ud83d\ude00", "\u0007",
    ];

    private static readonly string[] s_yaml =
    [
        "apiVersion: v1",
        "apiVersion: apps/v1",
        "kind: Service",
        "kind: Deployment",
        "kind: Pod",
        "kind: Namespace",
        "kind: List",
        "items:",
        "metadata:",
        "  name: x",
        "  name: 5",
        "  namespace: kube-system",
        "  annotations:",
        "    service.beta.kubernetes.io/azure-load-balancer-internal: \"true\"",
        "    service.beta.kubernetes.io/azure-load-balancer-internal-subnet: \"aks\"",
        "    service.beta.kubernetes.io/azure-load-balancer-ipv4: \"10.42.0.77\"",
        "    service.beta.kubernetes.io/azure-load-balancer-ipv4: \"::\"",
        "spec:",
        "spec: 5",
        "spec: []",
        "  type: LoadBalancer",
        "  type: ExternalName",
        "  type: [a]",
        "  ports: [{port: 80}]",
        "  ports: [{port: 80, nodePort: x}, 5]",
        "  ports: [{port: 80.5}]",
        "  ports: {a: b}",
        "  ports: [{name: a, port: 1}, {name: b, port: 2, protocol: UDP}]",
        "  clusterIP: None",
        "  clusterIP: 5",
        "  loadBalancerIP: 1.2.3.4",
        "  replicas: 2",
        "  replicas: -1",
        "  replicas: 1.5",
        "  selector: {matchLabels: {a: b}}",
        "  selector: {a: 5}",
        "  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: redis}]}}",
        "  template: {metadata: {labels: {a: b}}, spec: {containers: [5, {image: [x]}, {image: 'x.io/y'}]}}",
        "  containers: [{image: redis}]",
        "status: 5",
        "status: {loadBalancer: 5}",
        "---",
        "data: &a {b: *a}",
        "<<: {a: 1}",
        "\t",
        "- a",
        "'",
        "\"\\",
        "!!x y",
        "{",
        "}",
    ];

    [Fact]
    public void Any_script_gets_an_answer_of_ARM()
    {
        using CommandWorld world = new();
        Random random = new(20261121);
        var zip = CommandWorld.Zip(
            ("f.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: LoadBalancer, ports: [{port: 80}]}\n"));
        for (var round = 0; round < 1500; round++)
        {
            StringBuilder script = new();
            for (var count = random.Next(1, 12); count > 0; count--)
            {
                script.Append(s_words[random.Next(s_words.Length)]).Append(random.Next(4) == 0 ? "" : " ");
            }

            Check(world, script.ToString(), zip);
        }
    }

    [Fact]
    public void Any_manifest_gets_an_answer_of_ARM()
    {
        using CommandWorld world = new();
        Random random = new(4711);
        var created = 0;
        for (var round = 0; round < 700; round++)
        {
            var yaml = string.Join(
                '\n',
                Enumerable.Range(0, s_yaml.Length)
                    .Where(_ => random.Next(3) == 0)
                    .Select(index => s_yaml[random.Next(5) == 0 ? random.Next(s_yaml.Length) : index])) + "\n";
            Check(
                world,
                "kubectl apply -f f.yaml; sleep 30; kubectl get all -A -o wide; kubectl get svc -o yaml; kubectl describe svc; "
                    + "curl -sm1 telnet://x:80; "
                    + "kubectl delete -f f.yaml; kubectl get events",
                CommandWorld.Zip(("f.yaml", yaml)),
                yaml);
            var good = string.Join(
                '\n',
                s_yaml
                    .Take(3)
                    .Append("metadata: {name: x}")
                    .Append("spec:")
                    .Concat(
                        s_yaml
                            .Where(line =>
                                line.StartsWith("  ", StringComparison.Ordinal)
                                    && !line.StartsWith("   ", StringComparison.Ordinal)
                                    && random.Next(4) == 0)
                            .DistinctBy(static line => line.Split(':')[0])
                            .Where(static line =>
                                !line.Contains("name", StringComparison.Ordinal) || line.Contains("port", StringComparison.Ordinal))))
                + "\n";
            good = good.Replace("apiVersion: apps/v1\n", "", StringComparison.Ordinal);
            created += Check(
                world,
                "kubectl apply -f f.yaml; sleep 30; kubectl get all -A -o wide; kubectl get svc,pods -o json; curl -sm1 telnet://x:80; "
                    + "curl -s http://x; kubectl describe svc; kubectl delete svc x",
                CommandWorld.Zip(("f.yaml", good)),
                good) ? 1 : 0;
            var deployment = good.Replace("v1\nkind: Service", "apps/v1\nkind: Deployment", StringComparison.Ordinal);
            created += Check(
                world,
                "kubectl apply -f f.yaml; kubectl get all; kubectl delete -f f.yaml",
                CommandWorld.Zip(("f.yaml", deployment)),
                deployment) ? 1 : 0;
        }

        // Otherwise, only refusals would have been tested.
        Assert.True(created > 100, created.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool Check(CommandWorld world, string script, string zip, string? what = null)
    {
        var answer = world.Start(script, zip);
        Assert.True(
            answer.Status is HttpStatusCode.Accepted or HttpStatusCode.BadRequest, $"{answer.Status} {answer.Body} for:\n{what ?? script}");
        world.Arm.Clock.Advance(3700);
        Assert.True(world.Arm.Get(ClusterWorld.Cluster).Status == HttpStatusCode.OK, $"afterwards, for:\n{what ?? script}");
        return answer.Status == HttpStatusCode.Accepted
            && ((string?)world.Arm.Send("GET", answer.Headers["Location"]).Body!["properties"]!["logs"])?.Contains(
                " created\n", StringComparison.Ordinal) == true;
    }
}
