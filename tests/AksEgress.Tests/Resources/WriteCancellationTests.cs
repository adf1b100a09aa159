using System.Net;
using AksEgress.Arm;
using AksEgress.Core.Arm;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Tests.Arm;

namespace AksEgress.Tests.Resources;

/// <summary>A canceled write, over a real connection, at each point that affects the result.</summary>
public sealed class WriteCancellationTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly ArmResourceId s_table = ArmResourceId.Parse(ArmLab.RouteTable);

    [Theory]
    [InlineData(StallAt.BeforeTheWrite, 0)]
    [InlineData(StallAt.DuringTheBody, 1)]
    [InlineData(StallAt.BeforeTheAnswer, 1)]
    [InlineData(StallAt.DuringTheAnswer, 1)]
    public async Task Creation_Cancelled_IsSentAtMostOnceAndTheNextRunFindsTheResult(StallAt at, int puts)
    {
        using var arm = new StallingArm(at);
        using var gateway = await ConnectAsync(arm);

        await CancelAsync(arm, token => CreateAsync(gateway, token));

        Assert.Equal(puts, arm.Methods.Count(method => method == "PUT"));
        var wasDone = at is StallAt.BeforeTheAnswer or StallAt.DuringTheAnswer;
        Assert.Equal(wasDone, arm.Document is not null);
        if (wasDone)
        {
            Assert.Equal(
                nameof(EgressErrors.ResourceExists),
                (await Assert.ThrowsAsync<EgressException>(() => CreateAsync(gateway, CancellationToken.None).WaitAsync(s_patience))).Id);
        }
        else
        {
            await CreateAsync(gateway, CancellationToken.None).WaitAsync(s_patience);
        }

        Assert.Equal(puts + (wasDone ? 0 : 1), arm.Methods.Count(method => method == "PUT"));
    }

    [Theory]
    [InlineData(StallAt.BeforeTheWrite, 1)]
    [InlineData(StallAt.DuringTheBody, 2)]
    [InlineData(StallAt.BeforeTheAnswer, 1)]
    [InlineData(StallAt.DuringTheAnswer, 1)]
    public async Task Update_CancelledAndRunAgain_IsWrittenAgainOnlyIfItWasNotApplied(StallAt at, int puts)
    {
        using var arm = new StallingArm(at) { Document = """{"tags":{"theirs":"1"},"etag":"1"}""" };
        using var gateway = await ConnectAsync(arm);

        await CancelAsync(arm, token => UpdateAsync(gateway, token));
        var result = await UpdateAsync(gateway, CancellationToken.None).WaitAsync(s_patience);

        Assert.Equal("1", result.Root.Text("tags", "theirs"));
        Assert.Equal(puts, arm.Methods.Count(method => method == "PUT"));
    }

    [Fact]
    public async Task Update_CancelledBeforehand_SendsNothing()
    {
        using var arm = new StallingArm(StallAt.BeforeTheAnswer) { Document = "{}" };
        using var gateway = await ConnectAsync(arm);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => UpdateAsync(gateway, cancel.Token));

        Assert.Empty(arm.Methods);
    }

    [Fact]
    public async Task Write_CancelledDuringThePauseAfterABusyAnswer_IsNotSentAgain()
    {
        using var lab = new ArmLab();
        using var cancel = new CancellationTokenSource();
        lab
            .Arm.On("GET " + ArmLab.RouteTable, 404, """{"error":{"code":"ResourceNotFound","message":"No."}}""")
            .On("PUT " + ArmLab.RouteTable, request =>
            {
                cancel.Cancel();
                return new HttpResponseMessage(HttpStatusCode.Conflict)
                {
                    Content = new StringContent("""{"error":{"code":"AnotherOperationInProgress","message":"busy"}}""")
                };
            });
        using var gateway = await lab.ConnectAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CreateAsync(gateway, cancel.Token));

        Assert.Equal(1, lab.Arm.Count("PUT " + ArmLab.RouteTable));
    }

    // The turn must be released afterwards, or the next write of this process would wait forever.
    private static async Task CancelAsync(StallingArm arm, Func<CancellationToken, Task> write)
    {
        using var cancel = new CancellationTokenSource();
        var running = write(cancel.Token);
        await arm.Stalled.WaitAsync(s_patience);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(s_patience));
        using var turn = await WriteTurns.EnterAsync(s_table, CancellationToken.None).WaitAsync(s_patience);
    }

    // More than the buffers of a connection can hold, so that a server that stops reading blocks the client.
    private static Task<ArmDocument> CreateAsync(IArmGateway gateway, CancellationToken cancellationToken) =>
        new ResourceStore(gateway).WriteAsync(
            s_table, ArmDocument.Parse($$$"""{"tags":{"a":"{{{new string('x', 16_000_000)}}}"}}"""), null, false, cancellationToken);

    private static Task<ArmDocument> UpdateAsync(IArmGateway gateway, CancellationToken cancellationToken) =>
        new ResourceStore(gateway).UpdateAsync(
            s_table, document => document.Root.ObjectAt("tags")["a"] = new string('x', 16_000_000), cancellationToken);

    private static Task<IArmGateway> ConnectAsync(StallingArm arm) => new ArmGatewayFactory().ConnectAsync(
        new ArmConnection
        {
            Credential = ArmCredentialKind.AccessToken,
            Secret = new NetworkCredential(string.Empty, "token").SecurePassword,
            Endpoint = arm.Endpoint,
            SubscriptionId = ArmLab.Subscription,
        },
        CancellationToken.None);
}
