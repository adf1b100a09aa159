using AksEgress.Core.Documents;
using AksEgress.Core.Operations;

namespace AksEgress.Tests.Operations;

/// <summary>What a resource tells about a request whose answer was lost.</summary>
public sealed class ExpectedStateTests
{
    private static readonly MemberChange[] Asked = [new("properties.a", "1", "2")];

    [Theory]
    [InlineData(OperationKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Updating" } }""", "InProgress")]
    [InlineData(OperationKind.Update, "e1", """{ "etag": "e1", "properties": { "a": 1, "provisioningState": "Updating" } }""", "InProgress")]
    [InlineData(OperationKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Succeeded" } }""", "Succeeded")]
    [InlineData(OperationKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Failed" } }""", "Failed")]
    [InlineData(OperationKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Canceled" } }""", "Canceled")]
    [InlineData(OperationKind.Update, "e1", """{ "etag": "e1", "properties": { "a": 1, "provisioningState": "Succeeded" } }""", "NotApplied")]
    [InlineData(OperationKind.Update, "e1", """{ "etag": "e2", "properties": { "a": 1, "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(OperationKind.Update, "e1", """{ "etag": "e1", "properties": { "a": 3, "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(OperationKind.Update, null, """{ "properties": { "a": 1, "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(OperationKind.Update, "e1", null, "Unknown")]
    [InlineData(OperationKind.Create, null, """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Creating" } }""", "InProgress")]
    [InlineData(OperationKind.Create, null, """{ "etag": "e2", "properties": { "a": 2, "provisioningState": "Succeeded" } }""", "Succeeded")]
    [InlineData(OperationKind.Create, null, """{ "etag": "e2", "properties": { "a": 1, "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(OperationKind.Create, null, null, "NotApplied")]
    [InlineData(OperationKind.Delete, "e1", null, "Succeeded")]
    [InlineData(OperationKind.Delete, "e1", """{ "etag": "e1", "properties": { "provisioningState": "Deleting" } }""", "InProgress")]
    [InlineData(OperationKind.Delete, "e1", """{ "etag": "e1", "properties": { "provisioningState": "Succeeded" } }""", "NotApplied")]
    [InlineData(OperationKind.Delete, "e1", """{ "etag": "e2", "properties": { "provisioningState": "Succeeded" } }""", "Unknown")]
    [InlineData(OperationKind.Action, null, """{ "properties": { "provisioningState": "Upgrading" } }""", "InProgress")]
    [InlineData(OperationKind.Action, null, """{ "properties": { "provisioningState": "Succeeded" } }""", "Unknown")]
    public void Judge_ComparesWithWhatWasRequestedAndWithWhatWasThere(OperationKind kind, string? etag, string? now, string status)
    {
        var expected = new ExpectedState(kind, etag, kind is OperationKind.Create or OperationKind.Update ? Asked : []);

        Assert.Equal(status, expected.Judge(now is null ? null : ArmDocument.Parse(now)));
        var again = ExpectedState.FromJson(expected.ToJson())!;
        Assert.Equal(status, again.Judge(now is null ? null : ArmDocument.Parse(now)));
    }
}
