using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.Resources;
using AksEgress.Tests.Fakes;

namespace AksEgress.Tests.Resources;

/// <summary>A DELETE whose response is lost: the request is repeated and finds its own effect.</summary>
public sealed class ResourceRemovalTests
{
    private readonly FakeGateway _arm = new();
    private readonly ResourceStore _store;
    private readonly ArmResourceId _table = FakeGateway.Id(ResourceTypes.RouteTables, "rt");

    public ResourceRemovalTests() => _store = new ResourceStore(_arm);

    [Fact]
    public async Task Removing_a_missing_resource_removes_nothing() =>
        Assert.False(await _store.DeleteAsync(_table, null, CancellationToken.None));

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refusal_about_a_removed_resource_completes_the_removal(int status)
    {
        Refuse(status);

        Assert.True(await _store.DeleteAsync(_table, null, CancellationToken.None));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refusal_about_an_existing_resource_is_an_error(int status)
    {
        _arm.Add(_table, "{}");
        Refuse(status);

        Assert.Equal(
            status, (await Assert.ThrowsAsync<ArmException>(() => _store.DeleteAsync(_table, null, CancellationToken.None))).Status);
    }

    [Fact]
    public async Task A_removal_in_progress_is_waited_for()
    {
        Leave("Deleting");
        var reads = 0;
        Refuse(409, () => ++reads == 2 ? 404 : null);

        Assert.True(await _store.DeleteAsync(_table, null, CancellationToken.None));
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task A_resource_that_survives_its_removal_is_an_error()
    {
        Leave("Deleting");
        Refuse(409, () =>
        {
            // After the first poll, the removal ends with a failure.
            _arm.Find(_table)!["properties"]!["provisioningState"] = _arm.Requests.Count(request => !request.Writes) > 1
                ? "Failed"
                : "Deleting";
            return null;
        });

        var error = await Assert.ThrowsAsync<EgressException>(() => _store.DeleteAsync(_table, null, CancellationToken.None));

        Assert.Equal(nameof(EgressErrors.ResourceNotRemoved), error.Id);
        Assert.Contains("Failed", error.Message, StringComparison.Ordinal);
    }

    private void Leave(string state)
    {
        _arm.Add(_table, "{}");
        _arm.Find(_table)!["properties"]!["provisioningState"] = state;
    }

    private void Refuse(int status, Func<int?>? read = null) => _arm.Answer = request => request.Writes
        ? throw FakeGateway.Refusal(request, status, "Refused")
        : read?.Invoke() is { } missing ? throw FakeGateway.Refusal(request, missing, "ResourceNotFound") : null;
}
