using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AksEgress.Core.Arm;
using AksEgress.Core.EgressProbes;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Core.RunCommands;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.EgressProbes;

/// <summary>
/// The script for a shell in a pod never contains malicious text, whether it comes from a user, a document, or a response of ARM.
/// </summary>
public sealed partial class ProbeInjectionTests
{
    private readonly FakeGateway _arm = new();

    /// <summary>Characters that could end a word, a line, or a quotation, and text that could be an option.</summary>
    public static TheoryData<string> Hostile =>
    [
        "a.example;reboot", "a.example&&id", "a.example|id", "$(reboot)", "`reboot`", "${IFS}id", "a.example\nreboot", "a.example\rreboot",
        "a.example\0x", "a.example x", "a.example\tx", "'a.example'", "\"a.example\"", "a.example#x", "a.example>/dev/sda", "a.example<x",
        "a.example\\x", "(a.example)", "{a.example,b}", "a*.example", "a?.example", "[a].example", "~root", "!x", "-o/etc/passwd",
        "--config", "-K", "a..example", "a.example%0aid", "a.example\u2028id", "ex\u00e4mple", "\uff04(id)", "a=b", "@file", "", " ", ".",
        "-", "a.example:22;id", "a.example:0x16", "a.example:-1", "a.example:99999",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_user_cannot_inject_hostile_text(string hostile)
    {
        foreach (var endpoint in (string[])[hostile, hostile + ":443", "good.example:" + hostile])
        {
            Refused(() => ProbeRequest.Create([endpoint], null, null, true));
        }

        foreach (var echo in (string[])[
            hostile,
            "https://" + hostile,
            "https://good.example/" + hostile,
            "https://good.example:" + hostile,
            "https://u:" + hostile + "@good.example"
        ])
        {
            // A refused value sends no request; an accepted value must be as harmless in the script as it looks.
            try
            {
                var request = ProbeRequest.Create(null, [echo], null, true);
                Harmless(ProbeScript.Write(new ProbePlan(request.EchoUris, [], [])));
            }
            catch (EgressException e)
            {
                Assert.Equal(nameof(EgressErrors.InvalidValue), e.Id);
            }
        }

        Refused(() => ProbeRequest.Create(null, null, [hostile], true));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_document_cannot_inject_hostile_text(string hostile)
    {
        var id = _arm.Add(
            FakeGateway.Id(ResourceTypes.ManagedClusters, "aks"),
            new JsonObject
            {
                ["location"] = "eastus",
                ["properties"] = new JsonObject
                {
                    ["fqdn"] = hostile,
                    ["privateFQDN"] = hostile,
                    ["azurePortalFQDN"] = hostile,
                    ["dnsPrefix"] = hostile,
                    ["nodeResourceGroup"] = hostile,
                    ["networkProfile"] = new JsonObject { ["outboundType"] = "loadBalancer" },
                },
            }.ToJsonString());
        _arm.Answer = request => request switch
        {
            { Method: "POST" } => new ArmResponse(
                200, """{ "id": "1", "properties": { "provisioningState": "Succeeded", "exitCode": 0, "logs": "" } }""", null, null, null),
            _ when request.Path.EndsWith("/outboundNetworkDependenciesEndpoints", StringComparison.Ordinal) =>
                new ArmResponse(200, Endpoints(hostile), null, null, null),
            _ => null,
        };

        await new EgressProbe(new ResourceStore(_arm), new ClusterCommands(_arm), "AzureCloud")
            .TestAsync(id, ProbeRequest.Create(["good.example:8443"], ["https://echo.example/ip"], null, skipRequired: false), default);

        var sent = Assert.Single(_arm.Requests, request => request.Method == "POST");
        var body = JsonNode.Parse(sent.Body!)!.AsObject();
        Assert.Equal(["command", "context"], body.Select(member => member.Key));
        Assert.Equal(string.Empty, (string?)body["context"]);
        var script = (string)body["command"]!;
        Assert.Contains("good.example:8443", script, StringComparison.Ordinal);
        Harmless(script);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_users_own_command_is_sent_unchanged(string hostile)
    {
        if (string.IsNullOrWhiteSpace(hostile) || hostile.Contains('\0', StringComparison.Ordinal))
        {
            return;
        }

        var id = _arm.Add(FakeGateway.Id(ResourceTypes.ManagedClusters, "aks"), """{ "location": "eastus", "properties": {} }""");
        _arm.Answer = request => request.Method == "POST"
            ? new ArmResponse(200, """{ "id": "1", "properties": { "provisioningState": "Succeeded", "exitCode": 0 } }""", null, null, null)
            : null;
        var command = $"echo '{hostile}' \"}}, \\ \"clusterToken\": \"x\"";

        await new ClusterCommands(_arm).RunAsync(new CommandRequest(id, command, [], null), null, default);

        var body = JsonNode.Parse(Assert.Single(_arm.Requests, request => request.Method == "POST").Body!)!.AsObject();
        Assert.Equal(["command", "context"], body.Select(member => member.Key));
        Assert.Equal(command, (string?)body["command"]);
    }

    private static void Refused(Action create) =>
        Assert.Equal(nameof(EgressErrors.InvalidValue), Assert.Throws<EgressException>(create).Id);

    // Every line has one of three forms, and its words are hosts, ports, and web addresses.
    private static void Harmless(string script) => Assert.All(script.Split('\n'), line => Assert.Matches(Line(), line));

    private static string Endpoints(string host) => new JsonObject
    {
        ["value"] = new JsonArray(
            new JsonObject
            {
                ["category"] = host,
                ["endpoints"] = new JsonArray(
                    Endpoint(host, 443, "HTTPS"),
                    Endpoint(host, 22, host),
                    Endpoint("*." + host, 443, "HTTPS"),
                    Endpoint("known.example", 9000, "TCP"),
                    Endpoint("known.example", 80, host)),
            }),
    }.ToJsonString();

    private static JsonObject Endpoint(string host, int port, string protocol) => new()
    {
        ["domainName"] = host, ["endpointDetails"] = new JsonArray(new JsonObject { ["port"] = port, ["protocol"] = protocol }),
    };

    [GeneratedRegex(
        @"\A(?:curl -sS -4 --max-time 10 https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?; "
            + @"echo ""aksegress [0-9]+ \$\?"""
            + @"|curl -sS -o /dev/null --max-time 10 -w '%\{http_code\}' https?://[A-Za-z0-9][A-Za-z0-9.-]*:[0-9]{1,5}/; "
            + @"echo "" aksegress [0-9]+ \$\?"""
            + @"|curl -sv -o /dev/null --connect-timeout 5 --max-time 10 telnet://[A-Za-z0-9][A-Za-z0-9.-]*:[0-9]{1,5} </dev/null; "
            + @"echo "" aksegress [0-9]+ \$\?"")\z")]
    private static partial Regex Line();
}
