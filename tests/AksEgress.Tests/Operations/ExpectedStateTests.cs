using AksEgress.Core.Documents;
using AksEgress.Core.Operations;

namespace AksEgress.Tests.Operations;

/// <summary>The result of a request whose response was lost, as the resource shows it.</summary>
public sealed class ExpectedStateTests
{
    private static readonly MemberChange[] s_asked = [new("properties.a", "1", "2")];

    [Theory]
    [InlineData(ChangeKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Updating" } }""", "InProgress")]
    [InlineData(ChangeKind.Update, "e1", """{ "etag": "e1", "properties": { "a": 1, "provisioningState": "Updating" } }""", "InProgress")]
    [InlineData(ChangeKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Succeeded" } }""", "Succeeded")]
    [InlineData(ChangeKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Failed" } }""", "Failed")]
    [InlineData(ChangeKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Canceled" } }""", "Canceled")]
    [InlineData(ChangeKind.Update, "e1", """{ "etag": "e1", "properties": { "a": 1, "provisioningState": "Succeeded" } }""", "NotApplied")]
    [InlineData(ChangeKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 1, "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(ChangeKind.Update, "e1", """{ "etag": "e1", "properties": { "a": 3, "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(ChangeKind.Update, null, """{ "properties": { "a": 1, "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(ChangeKind.Update, "e1", null, "Unknown")]
    [InlineData(ChangeKind.Create, null, """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Creating" } }""", "InProgress")]
    [InlineData(ChangeKind.Create, null, """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Succeeded" } }""", "Succeeded")]
    [InlineData(ChangeKind.Create, null, """{ "etag": "e2", "properties": { "a": 1, "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(ChangeKind.Create, null, null, "NotApplied")]
    [InlineData(ChangeKind.Delete, "e1", null, "Succeeded")]
    [InlineData(ChangeKind.Delete, "e1", """{ "etag": "e1", "properties": { "provisioningState": "Deleting" } }""", "InProgress")]
    [InlineData(ChangeKind.Delete, "e1", """{ "etag": "e1", "properties": { "provisioningState": "Succeeded" } }""", "NotApplied")]
    [InlineData(ChangeKind.Delete, "e1", """{ "etag": "e2", "properties": { "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(ChangeKind.Action, null, """{ "properties": { "provisioningState": "Upgrading" } }""", "InProgress")]
    [InlineData(ChangeKind.Action, null, """{ "properties": { "provisioningState": "Succeeded" } }""", "Unknown")]
    public void Judge_ComparesWithWhatWasRequestedAndWithWhatWasThere(ChangeKind kind, string? etag, string? now, string status)
    {
        var expected = new ExpectedState(kind, etag, kind is ChangeKind.Create or ChangeKind.Update ? s_asked : []);

        Assert.Equal(status, expected.Judge(now is null ? null : ArmDocument.Parse(now)));
        var again = ExpectedState.FromJson(expected.ToJson())!;
        Assert.Equal(status, again.Judge(now is null ? null : ArmDocument.Parse(now)));
    }
}
