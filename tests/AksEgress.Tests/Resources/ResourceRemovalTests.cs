using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Resources;

/// <summary>Deletes whose answer is lost: the request goes twice and meets what it did itself.</summary>
public sealed class ResourceRemovalTests
{
    private readonly FakeGateway arm = new();
    private readonly ResourceStore store;
    private readonly ArmResourceId table = FakeGateway.Id(ResourceTypes.RouteTables, "rt");

    public ResourceRemovalTests() => store = new ResourceStore(arm);

    [Fact]
    public async Task What_is_not_there_was_not_removed() => Assert.False(await store.DeleteAsync(table, null, CancellationToken.None));

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refusal_about_what_is_gone_is_its_end(int status)
    {
        Refuse(status);

        Assert.True(await store.DeleteAsync(table, null, CancellationToken.None));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refusal_about_what_stands_is_one(int status)
    {
        arm.Add(table, "{}");
        Refuse(status);

        Assert.Equal(status, (await Assert.ThrowsAsync<ArmException>(() => store.DeleteAsync(table, null, CancellationToken.None))).Status);
    }

    [Fact]
    public async Task What_is_being_removed_already_is_waited_for()
    {
        Leave("Deleting");
        var reads = 0;
        Refuse(409, () => ++reads == 2 ? 404 : null);

        Assert.True(await store.DeleteAsync(table, null, CancellationToken.None));
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task What_stays_although_it_was_being_removed_is_an_error()
    {
        Leave("Deleting");
        Refuse(409, () =>
        {
            // After the first look the removal ends, and not well.
            arm.Find(table)!["properties"]!["provisioningState"] = arm.Requests.Count(request => !request.Writes) > 1 ? "Failed" : "Deleting";
            return null;
        });

        var error = await Assert.ThrowsAsync<EgressException>(() => store.DeleteAsync(table, null, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.NotRemoved), error.Id);
        Assert.Contains("Failed", error.Message, StringComparison.Ordinal);
    }

    private void Leave(string state)
    {
        arm.Add(table, "{}");
        arm.Find(table)!["properties"]!["provisioningState"] = state;
    }

    private void Refuse(int status, Func<int?>? read = null) => arm.Answer = request => request.Writes
        ? throw FakeGateway.Refusal(request, status, "Refused")
        : read?.Invoke() is { } missing ? throw FakeGateway.Refusal(request, missing, "ResourceNotFound") : null;
}
