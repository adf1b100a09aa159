using System.Management.Automation;

namespace AksEgress.Tests.Cmdlets;

[Trait("Engine", "Both")]
public class ConnectionTests
{
    [Fact]
    public void Without_a_connection_the_error_is_terminating_and_has_a_remedy()
    {
        using var session = new Session();
        var outcome = session.Run("Get-AksOutboundType", new { });
        Assert.NotNull(outcome.Terminating);
        Assert.Equal("NotConnected,AksEgress.PowerShell.Commands.GetAksOutboundTypeCommand", outcome.Error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.AuthenticationError, outcome.Error.CategoryInfo.Category);
        Assert.Contains("Connect-AksEgress -Simulated", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_context_names_the_account_and_cloud_but_never_a_token()
    {
        using var session = Session.Simulated();
        var context = session.Run("Get-AksEgressContext", new { }).Ok().Single;
        Assert.Equal("Simulation", context.Properties["Environment"].Value);
        Assert.Equal(true, context.Properties["Simulated"].Value);
        Assert.DoesNotContain(context.Properties, property => property.Name.Contains("token", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Disconnecting_ends_only_this_runspaces_connection()
    {
        using var one = Session.Simulated();
        using var other = Session.Simulated();
        one.Run("Disconnect-AksEgress", new { }).Ok();
        Assert.StartsWith("NotConnected,", one.Run("Get-AksEgressContext", new { }).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        other.Run("Get-AksEgressContext", new { }).Ok();
        one.Run("Disconnect-AksEgress", new { }).Ok();
    }

    [Fact]
    public void A_wrong_subscription_is_refused_before_anything_is_sent()
    {
        using var session = new Session();
        var outcome = session.Run("Connect-AksEgress", new { Simulated = true, SubscriptionId = "../x" });
        Assert.StartsWith("InvalidSubscriptionId,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void An_invalid_state_file_is_refused_and_left_unchanged()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".json");
        File.WriteAllText(path, "[ { \"id\": ");
        try
        {
            using var session = new Session();
            var outcome = session.Run("Connect-AksEgress", new { Simulated = true, StatePath = path });
            Assert.StartsWith("InvalidStateFile,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(path, outcome.Error.ToString(), StringComparison.Ordinal);
            Assert.Equal("[ { \"id\": ", File.ReadAllText(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_passed_connection_is_shared_until_the_last_runspace_ends_it()
    {
        using var first = Session.Simulated();
        var context = first.Run("Get-AksEgressContext", new { }).Single;
        using var second = new Session();
        second.Run("Connect-AksEgress", new { Context = context }).Ok();
        second.Run("New-AksEgressRouteTable", new { Name = "shared", ResourceGroupName = "contoso-rg" }).Ok();
        first.Run("Get-AksEgressRouteTable", new { Name = "shared", ResourceGroupName = "contoso-rg" }).Ok();

        first.Run("Disconnect-AksEgress", new { }).Ok();
        second.Run("Get-AksEgressRouteTable", new { Name = "shared", ResourceGroupName = "contoso-rg" }).Ok();
        second.Run("Disconnect-AksEgress", new { }).Ok();
        Assert.StartsWith(
            "ConnectionEnded,",
            second.Run("Connect-AksEgress", new { Context = context }).Error.FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_passed_connection_accepts_no_other_subscription()
    {
        using var first = Session.Simulated();
        var context = first.Run("Get-AksEgressContext", new { }).Single;
        var error = first.Run(
            "Connect-AksEgress", new { Context = context, SubscriptionId = "00000000-0000-0000-0000-000000000000" }).Error;
        Assert.StartsWith("InvalidValue,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-AksEgress -Simulated -StatePath /nowhere/at/all.json")]
    [InlineData("Connect-AksEgress -Simulated -SubscriptionId nope")]
    public void A_failed_connection_ends_the_command_and_the_previous_connection(string command)
    {
        using var session = Session.Simulated();
        Assert.Equal("ended", session.Script($"try {{ {command} }} catch {{ 'ended' }}").Ok().Single.BaseObject);
        Assert.StartsWith(
            "NotConnected,", session.Run("Get-AksOutboundType", new { }).Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_reaches_no_stream()
    {
        using var session = new Session();
        const string secret = Secrets.Canary.Token;
        session.Set("token", new System.Net.NetworkCredential("u", secret).SecurePassword);
        var outcome = session.Script(
            "Connect-AksEgress -AccessToken $token -Endpoint http://127.0.0.1:9 -SubscriptionId 00000000-0000-0000-0000-000000000000 "
                + "-Verbose; Get-AksEgressContext | Format-List * | Out-String; Get-AksEgressCluster -Verbose -Debug");
        var all = string.Join('\n', outcome
            .Output.Select(o => o?.ToString())
            .Concat(outcome.Verbose)
            .Concat(outcome.Warnings)
            .Concat(outcome.Errors.Select(e => e + e.ErrorDetails?.Message + e.Exception))
            .Append(outcome.Terminating?.Exception.ToString()));
        Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
    }
}
