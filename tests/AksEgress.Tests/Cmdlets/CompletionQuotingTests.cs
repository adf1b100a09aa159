using System.Management.Automation;
using AksEgress.Core.Arm;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Cmdlets;

/// <summary>A completion is always a single argument, whatever the name.</summary>
[Trait("Engine", "Both")]
public sealed class CompletionQuotingTests
{
    [Theory]
    [InlineData("plain-group_1.x", "plain", "plain-group_1.x")]
    [InlineData("-WhatIf", "'-W", "'-WhatIf'")]
    [InlineData("1e5", "1", "'1e5'")]
    [InlineData("0x10", "0", "'0x10'")]
    [InlineData("2kb", "2", "'2kb'")]
    [InlineData("odd(1)", "odd", "'odd(1)'")]
    [InlineData("_under", "_", "'_under'")]
    [InlineData(".dot-first", "'.dot", "'.dot-first'")]
    public void A_resource_group_name_is_completed_as_one_argument(string name, string typed, string expected)
    {
        using var session = Session.Simulated();
        session.Run("New-AksEgressResourceGroup", new { Name = name, Location = "eastus" }).Ok();

        Assert.Equal([expected], Complete(session, "Get-AksEgressResourceGroup -Name " + typed));
        Assert.Equal(name, session.Script("Get-AksEgressResourceGroup -Name " + expected).Ok().Single.Properties["Name"].Value);
    }

    [Theory]
    [InlineData("it's", "it", "'it''s'")]
    [InlineData("it's", "'it''s", "'it''s'")]
    [InlineData("it's", "'it''s'", "'it''s'")]
    [InlineData("a''b", "'a''''", "'a''''b'")]
    [InlineData("it\u2019s", "it", "'it\u2019\u2019s'")]
    [InlineData("it\u2019s", "\u2018it\u2019\u2019", "'it\u2019\u2019s'")]
    [InlineData("a\u201B; b", "a", "'a\u201B\u201B; b'")]
    [InlineData("a$(b)", "a", "'a$(b)'")]
    [InlineData("a \"b\"", "\"a", "'a \"b\"'")]
    public void A_name_with_quotes_is_completed_as_one_argument(string name, string typed, string expected)
    {
        // Other clients, and other types of resources, allow more names than this module.
        using var gateway = new FakeGateway();
        gateway.Find(gateway.Add(FakeGateway.Id(ResourceTypes.PublicIps, "ip"), "{}"))!["name"] = name;
        using var session = Session.Connected(gateway);

        Assert.Equal([expected], Complete(session, "Get-AksEgressPublicIp -Name " + typed));
        Assert.Equal(name, session.Script(expected).Ok().Single.BaseObject);
    }

    [Fact]
    public void A_name_with_control_characters_is_not_offered()
    {
        using var gateway = new FakeGateway();
        gateway.Find(gateway.Add(FakeGateway.Id(ResourceTypes.PublicIps, "ip"), "{}"))!["name"] = "a\u001b[2J\n";
        using var session = Session.Connected(gateway);

        Assert.Empty(Complete(session, "Get-AksEgressPublicIp -Name a"));
    }

    private static List<string> Complete(Session session, string line)
    {
        using var shell = session.Shell();
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches
            .Where(match => match.ResultType == CompletionResultType.ParameterValue).Select(match => match.CompletionText)];
    }
}
