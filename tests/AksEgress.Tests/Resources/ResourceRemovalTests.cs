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
    public async Task What_is_not_there_was_not_removed() => Assert.False(await _store.DeleteAsync(_table, null, CancellationToken.None));

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refusal_about_what_is_gone_is_its_end(int status)
    {
        Refuse(status);

        Assert.True(await _store.DeleteAsync(_table, null, CancellationToken.None));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refusal_about_what_stands_is_one(int status)
    {
        _arm.Add(_table, "{}");
        Refuse(status);

        Assert.Equal(
            status, (await Assert.ThrowsAsync<ArmException>(() => _store.DeleteAsync(_table, null, CancellationToken.None))).Status);
    }

    [Fact]
    public async Task What_is_being_removed_already_is_waited_for()
    {
        Leave("Deleting");
        var reads = 0;
        Refuse(409, () => ++reads == 2 ? 404 : null);

        Assert.True(await _store.DeleteAsync(_table, null, CancellationToken.None));
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task What_stays_although_it_was_being_removed_is_an_error()
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
