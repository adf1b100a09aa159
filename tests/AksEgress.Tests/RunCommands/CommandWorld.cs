using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Tests.Simulator;

namespace AksEgress.Tests.RunCommands;

/// <summary>The sample resources, with commands that run in the clusters.</summary>
internal sealed class CommandWorld : IDisposable
{
    public const string Balancers = "/providers/Microsoft.Network/loadBalancers/";
    private static readonly string s_firewall = SimulatedArm.NetworkId(ClusterWorld.Contoso, "azureFirewalls", "contoso-fw");

    public ClusterWorld World { get; } = new();

    public SimulatedArm Arm => World.Arm;

    /// <summary>Starts a command.</summary>
    public SimulatedArm.Answer Start(string command, string? context = null, string? cluster = null) =>
        Arm.Send(
            "POST",
            (cluster ?? ClusterWorld.Cluster) + "/runCommand",
            new JsonObject { ["command"] = command, ["context"] = context ?? "", ["clusterToken"] = "" }.ToJsonString());

    /// <summary>Runs a command to its end.</summary>
    public Result Run(string command, string? context = null, string? cluster = null)
    {
        var answer = Start(command, context, cluster);
        Assert.True(answer.Status == HttpStatusCode.Accepted, $"{answer.Status} {answer.Body}");
        Assert.Equal(HttpStatusCode.Accepted, Arm.Send("GET", answer.Headers["Location"]).Status);
        Arm.Clock.Advance(3700);
        var result = Arm.Send("GET", answer.Headers["Location"]);
        Assert.Equal(HttpStatusCode.OK, result.Status);
        return new Result(result.Body!["properties"]!.AsObject());
    }

    /// <summary>The output of a command that has to succeed.</summary>
    public string Logs(string command, string? context = null, string? cluster = null)
    {
        var result = Run(command, context, cluster);
        Assert.True(result.ExitCode == 0, $"{result.ExitCode}: {result.Logs}{result.Reason}");
        return result.Logs!;
    }

    /// <summary>All traffic of contoso egresses through its firewall, with these rule collections.</summary>
    public void UseFirewall(string? network = null, string? application = null)
    {
        var firewall = Arm.Read(s_firewall);
        firewall["properties"]!["networkRuleCollections"] = JsonNode.Parse(network ?? "[]");
        firewall["properties"]!["applicationRuleCollections"] = JsonNode.Parse(application ?? "[]");
        Arm.Make(s_firewall, firewall.ToJsonString());
        if (Arm.Read(ClusterWorld.Subnet)["properties"]!["routeTable"] is null)
        {
            World.AttachTable();
        }
    }

    /// <summary>A collection of application rules with one rule.</summary>
    public static string Application(string rule, string action = "Allow", int priority = 200, string name = "c") =>
        """[{"name":"@n","properties":{"priority":@p,"action":{"type":"@a"},"rules":[@r]}}]""".With("@n", name).With(
            "@p", priority.ToString(System.Globalization.CultureInfo.InvariantCulture)).With("@a", action).With("@r", rule);

    /// <summary>A zip in base64.</summary>
    public static string Zip(params (string Name, string Text)[] files)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((var name, var text) in files)
            {
                using StreamWriter writer = new(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return Convert.ToBase64String(stream.ToArray());
    }

    public void Dispose() => World.Dispose();

    internal sealed record Result(JsonObject Properties)
    {
        public string? State => (string?)Properties["provisioningState"];

        public int? ExitCode => (int?)Properties["exitCode"];

        public string? Logs => (string?)Properties["logs"];

        public string? Reason => (string?)Properties["reason"];
    }
}
